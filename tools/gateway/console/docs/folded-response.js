/** A Swagger UI plugin: responses other than successes are folded into one line. */
export const foldResponses = ({ React }) => ({
  wrapComponents: {
    response: (Response) =>
      function FoldedResponse(props) {
        const [isOpen, setOpen] = React.useState(false)
        const { code, response } = props
        const whole = React.createElement(Response, props)
        if (/^[23]/.test(code)) return whole
        const button = React.createElement(
          'button',
          { type: 'button', 'aria-expanded': isOpen, onClick: () => setOpen(!isOpen) },
          React.createElement('b', undefined, code),
          React.createElement('span', undefined, response.get('description'))
        )
        const cell = React.createElement('td', { colSpan: 3 }, button)
        const line = React.createElement('tr', { className: 'folded' }, cell)
        return React.createElement(React.Fragment, undefined, line, isOpen && whole)
      }
  }
})
