const SKY_COLORS = ['#7fb2d6', '#e0a15d', '#8fb37a', '#b58ac2']

/** Four pictures to choose from, as data URLs: hills under a sky. */
export function drawPictures(): string[] {
  return SKY_COLORS.map((sky) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
      <rect width="64" height="64" fill="${sky}"/><circle cx="44" cy="20" r="8" fill="#fff8"/>
      <path d="M0 52 22 26l14 16 10-10 18 20v12H0z" fill="#fffc"/></svg>`
    return `data:image/svg+xml;base64,${btoa(svg)}`
  })
}
