import type { DirectoryMapping } from '../imports/directory.mapping'

/** Which column of a file each field of its commands comes from, and which one a rule is about that names no field. */
export interface FileColumns {
  readonly fields: Readonly<Record<string, string>>
  readonly rules: Readonly<Record<string, string>>
}

/** For what is made from no file. */
export const noColumns: FileColumns = { fields: {}, rules: {} }

export const structureColumns: FileColumns = {
  fields: { externalId: 'identifiant', name: 'nom', siret: 'siret', roles: 'roles' },
  rules: {},
}

/** Those of a directory as its mapping names them. */
export const directoryColumns = (mapping: DirectoryMapping): FileColumns => ({
  fields: {
    externalId: mapping.id.colonne,
    name: mapping.nom.colonne,
    pivot: mapping.pivot.colonne,
    structure: mapping.structure_parente.colonne,
    parentName: mapping.structure_parente.colonne,
    address: mapping.adresse.joindre.colonnes.join(' | '),
    postalCode: mapping.code_postal.colonne,
    communeInsee: mapping.code_insee.colonne,
    latitude: mapping.latitude.colonne,
    longitude: mapping.longitude.colonne,
    phone: mapping.telephone.colonne,
    emails: mapping.courriels.colonne,
    websites: mapping.site_web.colonne,
    openingHours: mapping.horaires.semaine,
    description: mapping.presentation_detail.colonne,
  },
  rules: {},
})

export const laPosteColumns: FileColumns = {
  fields: {
    externalId: 'ID',
    name: 'Nom',
    pivot: 'SIRET',
    address: 'Adresse',
    postalCode: 'Code postal',
    communeInsee: 'Code INSEE',
    latitude: 'latitude',
    longitude: 'longitude',
  },
  rules: {},
}

/** Those of the national schema. */
export const nationalFields: FileColumns = {
  fields: {
    ...{ externalId: 'id', source: 'source', pivot: 'pivot', name: 'nom', parentName: 'structure_parente' },
    ...{ structure: 'structure_parente', updatedOn: 'date_maj', commune: 'commune', communeInsee: 'code_insee' },
    ...{ postalCode: 'code_postal', address: 'adresse', addressExtra: 'complement_adresse' },
    ...{ latitude: 'latitude', longitude: 'longitude', kinds: 'typologie', phone: 'telephone', emails: 'courriels' },
    ...{ websites: 'site_web', openingHours: 'horaires', summary: 'presentation_resume' },
    ...{ description: 'presentation_detail', otherLabels: 'autres_formations_labels' },
    ...{ accessibilityUrl: 'fiche_acces_libre', bookingUrl: 'prise_rdv' },
  },
  // A directory that does not say when it was changed, or says an earlier day, does not undo what was corrected here.
  rules: { place_edited_since: 'date_maj' },
}

export const agentColumns: FileColumns = {
  fields: {
    role: 'role',
    structure: 'structure',
    place: 'lieu',
    places: 'lieu',
    'personal.lastName': 'nom',
    'personal.firstName': 'prenom',
    'personal.email': 'courriel',
  },
  rules: {},
}

export const deviceColumns: FileColumns = {
  fields: {
    serial: 'serie',
    inventory: 'inventaire',
    brand: 'marque',
    model: 'modele',
    owner: 'structure_proprietaire',
    recyclerie: 'recyclerie',
  },
  // A recyclerie may only list what it has taken in itself.
  rules: { not_allowed: 'recyclerie' },
}

/** A list of laptops: what a line may say of its own; the rest is said once for all of them. */
export const batchColumns: FileColumns = {
  fields: { report: 'empreinte', grade: 'etat' },
  rules: {},
}

/** Those that tell who somebody is, in files of the past. */
const whoColumns = {
  'personal.reference': 'reference',
  'personal.lastName': 'nom',
  'personal.firstName': 'prenom',
  'personal.birthDate': 'date_naissance',
  'personal.birthYear': 'annee_naissance',
  'personal.communeInsee': 'code_insee | commune',
  'personal.phone': 'telephone',
  'personal.email': 'courriel',
}

export const handOverColumns: FileColumns = {
  fields: {
    ...whoColumns,
    ...{ on: 'remis_le', source: 'origine', 'laptop.serial': 'serie', 'laptop.inventory': 'inventaire' },
    ...{ 'laptop.brand': 'marque', 'laptop.model': 'modele', 'laptop.owner': 'structure_proprietaire' },
  },
  rules: {},
}

export const caseColumns: FileColumns = {
  fields: {
    ...whoColumns,
    ...{ reasons: 'raisons', needs: 'besoins', place: 'lieu', step: 'etape', on: 'etape_le', openedOn: 'ouvert_le' },
    ...{ handedOverOn: 'remis_le', outcome: 'issue', mediator: 'mediateur_courriel' },
    ...{ 'consent.date': 'consentement_date', 'consent.mode': 'consentement_mode' },
    ...{ 'prescriber.structure': 'prescripteur_structure', 'prescriber.agent': 'prescripteur_courriel' },
    'personal.prescriberName': 'prescripteur_nom',
  },
  rules: {},
}

export const referralColumns: FileColumns = {
  fields: {
    'personal.reference': 'reference',
    'personal.lastName': 'nom',
    'personal.firstName': 'prenom',
    'personal.birthDate': 'date_naissance',
    'personal.birthYear': 'annee_naissance',
    'personal.communeInsee': 'code_insee | commune',
    'personal.phone': 'telephone',
    'personal.email': 'courriel',
    reasons: 'raisons',
    needs: 'besoins',
    place: 'lieu_souhaite',
    'consent.date': 'consentement_date',
    'consent.mode': 'consentement_mode',
    // A file has no representatives: the line of a minor is typed one by one.
    'personal.representative': 'date_naissance | annee_naissance',
    'prescriber.structure': 'prescripteur_structure',
    'prescriber.agent': 'prescripteur_courriel',
  },
  // A prescriber may only send what their own structure refers.
  rules: { not_allowed: 'prescripteur_structure' },
}
