import type { TerritorySettings } from '../domain/territory/territory.settings'
import type { Decoupage } from './territory.source'

export type Commune = { insee: string; name: string; epci: string; department: string; postalCodes: string[] }
export type Epci = { siren: string; name: string; crossesBorder: boolean }

/** `former`: communes that have merged since, by their old INSEE code; `name` is null where only the code is known. */
export type Territory = {
  code: string
  name: string
  bounds: TerritorySettings['bounds']
  communes: Commune[]
  epcis: Epci[]
  former: { insee: string; name: string | null; present: string }[]
}

/** Builds a territory from its settings and the communes and EPCI of France. Throws if the settings do not fit them. */
export function territoryOf(settings: Omit<TerritorySettings, 'laptops'>, { communes, epcis }: Decoupage): Territory {
  const members = new Map(epcis.flatMap((epci) => epci.membres.map((member) => [member.code, epci.code])))
  const inDepartments = (department = '') => settings.departments.includes(department)
  const present = communes.filter((commune) => commune.type === 'commune-actuelle')
  const own = present.filter((commune) => {
    const epci = members.get(commune.code)
    return inDepartments(commune.departement) || (epci !== undefined && settings.crossingEpcis.includes(epci))
  })
  const unknown = settings.crossingEpcis.filter((siren) => !epcis.some((epci) => epci.code === siren))
  if (unknown.length > 0 || own.length === 0) {
    throw new Error(`Territory ${settings.code}: no commune, or unknown EPCI ${unknown.join(', ')}`)
  }
  const codes = new Set(own.map((commune) => commune.code))
  const departmentOf = new Map(present.map((commune) => [commune.code, commune.departement]))
  return {
    code: settings.code,
    name: settings.name,
    bounds: settings.bounds,
    communes: own.map((commune) => ({
      insee: commune.code,
      name: commune.nom,
      epci: members.get(commune.code) ?? '',
      department: commune.departement ?? '',
      postalCodes: commune.codesPostaux ?? [],
    })),
    epcis: epcis
      .filter((epci) => epci.membres.some((member) => codes.has(member.code)))
      .map((epci) => ({
        siren: epci.code,
        name: epci.nom,
        crossesBorder: epci.membres.some((member) => !inDepartments(departmentOf.get(member.code))),
      })),
    former: formerCommunes(communes, codes),
  }
}

/** Old codes listed by the present commune, and merged communes that name the present one and still have a name. */
function formerCommunes(communes: Decoupage['communes'], codes: Set<string>): Territory['former'] {
  const named = communes.flatMap(({ code, nom, type, chefLieu }) => {
    const merged = type !== 'commune-actuelle' && chefLieu !== undefined && code !== chefLieu && codes.has(chefLieu)
    return merged ? [{ insee: code, name: nom, present: chefLieu }] : []
  })
  const known = new Set(named.map(({ insee }) => insee))
  const unnamed = communes
    .filter((commune) => commune.type === 'commune-actuelle' && codes.has(commune.code))
    .flatMap(({ code, anciensCodes }) => (anciensCodes ?? []).map((insee) => ({ insee, name: null, present: code })))
    .filter(({ insee }) => !known.has(insee))
  return [...named, ...unnamed]
}
