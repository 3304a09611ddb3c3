export { type Config, ConfigError, readConfig } from './config.read'
export { type ProcessName, type SettingName, settingsOf } from './config.settings'
