Component({ externalClasses: ['custom-class'] })
