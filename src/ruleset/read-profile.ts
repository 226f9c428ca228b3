import { type ProfileFile, profileSchema } from './profile-schema.ts'
import { type ReadYaml, readYaml, type RulesText } from './read-yaml.ts'

/** Reads one profile and checks its form; what rules mean together is checked when they are compiled. */
export function readProfile(text: RulesText): ReadYaml<ProfileFile> {
  return readYaml(text, profileSchema)
}
