/** Your functions' own settings, as tests give them: values by name that the settings' rules allow. */
export const OWN_SETTINGS: Record<string, string> = {}
