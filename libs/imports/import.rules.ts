/**
 * Every reason for which an imported file, line or cell is refused: a stable code, and what people are told.
 *
 * `{detail}` only ever holds a bound, a list of accepted codes, a column name, a line number or the number of a laptop.
 * It never holds the content of another cell, because refusals are shown, mailed and logged while cells are personal data.
 */
export const importRules = {
  file_empty: { fr: 'le fichier est vide', en: 'the file is empty' },
  file_too_large: { fr: 'le fichier dépasse {detail} Mo', en: 'the file is over {detail} MB' },
  file_is_spreadsheet: {
    fr: 'le fichier est un classeur (XLSX, XLS ou ODS) : enregistrez en CSV, puis renvoyez-le',
    en: 'the file is a workbook (XLSX, XLS or ODS): save as CSV, then send it again',
  },
  file_is_utf16: {
    fr: 'le fichier est en UTF-16 (« texte Unicode ») : enregistrez en « CSV UTF-8 »',
    en: 'the file is in UTF-16 (“Unicode text”): save as “CSV UTF-8”',
  },
  file_has_nul: {
    fr: 'la ligne contient un octet nul : le fichier n’est pas du texte, enregistrez en CSV',
    en: 'the line contains a NUL byte: the file is not text, save as CSV',
  },
  file_encoding_unknown: {
    fr: 'la ligne contient un caractère qui n’est ni en UTF-8 ni en Windows-1252 : enregistrez en « CSV UTF-8 »',
    en: 'the line contains a character that is neither UTF-8 nor Windows-1252: save as “CSV UTF-8”',
  },
  file_without_rows: {
    fr: 'le fichier n’a que sa ligne d’en-tête, ou des lignes vides',
    en: 'the file only has its header line, or empty lines',
  },
  file_not_json: {
    fr: 'le fichier n’est pas une liste JSON d’objets',
    en: 'the file is not a JSON list of objects',
  },
  header_not_recognised: {
    fr: 'l’en-tête n’est pas reconnu ; colonnes attendues, séparées par « ; », « , » ou une tabulation : {detail}',
    en: 'the header is not recognised; expected columns, separated by “;”, “,” or a tab: {detail}',
  },
  column_repeated: { fr: 'la colonne est en double', en: 'the column is there twice' },
  column_unknown: {
    fr: 'la colonne est inconnue ; colonnes admises : {detail}',
    en: 'the column is unknown; accepted columns: {detail}',
  },
  column_missing: { fr: 'la colonne manque', en: 'the column is missing' },
  too_many_columns: { fr: 'le fichier a plus de {detail} colonnes', en: 'the file has more than {detail} columns' },
  too_many_lines: {
    fr: 'le fichier a plus de {detail} lignes : envoyez-le en plusieurs fichiers',
    en: 'the file has more than {detail} lines: send it as several files',
  },
  quote_not_closed: {
    fr: 'un guillemet ouvert à partir de cette ligne n’est jamais fermé',
    en: 'a quote opened from this line on is never closed',
  },
  line_too_long: {
    fr: 'la ligne dépasse {detail} octets ; un guillemet jamais fermé en est la cause habituelle',
    en: 'the line is over {detail} bytes; a quote that is never closed is the usual cause',
  },
  line_ragged: {
    fr: 'la ligne n’a pas {detail} cellules comme l’en-tête ; un séparateur hors guillemets en est la cause habituelle',
    en: 'the line does not have {detail} cells as the header does; an unquoted separator is the usual cause',
  },
  line_repeated: {
    fr: 'la valeur est déjà à la ligne {detail} du même fichier',
    en: 'the value is already on line {detail} of the same file',
  },
  row_repeated: {
    fr: 'la ligne dit la même chose que la ligne {detail} du même fichier',
    en: 'the line says the same as line {detail} of the same file',
  },
  email_repeated: {
    fr: 'la ligne {detail} donne déjà cette adresse à une autre personne du même rôle dans la même structure',
    en: 'line {detail} already gives this address to another person of the same role in the same structure',
  },
  cell_too_long: { fr: 'plus de {detail} caractères', en: 'more than {detail} characters' },
  value_missing: { fr: 'la valeur est obligatoire', en: 'the value is mandatory' },
  value_not_allowed: {
    fr: 'la valeur n’est pas admise ; valeurs admises : {detail}',
    en: 'the value is not accepted; accepted values: {detail}',
  },
  value_not_text: { fr: 'une valeur simple est attendue', en: 'a plain value is expected' },
  text_on_one_line: {
    fr: 'le texte contient un retour à la ligne, un caractère de contrôle ou un changement du sens de lecture',
    en: 'the text contains a line break, a control character or a change of the reading direction',
  },
  text_not_plain: {
    fr: 'le texte contient un caractère de contrôle ou un changement du sens de lecture',
    en: 'the text contains a control character or a change of the reading direction',
  },
  name_without_letter: { fr: 'le nom ne contient aucune lettre', en: 'the name has no letter' },
  device_unknown: {
    fr: 'aucun ordinateur connu n’a le numéro {detail}',
    en: 'no known laptop has the number {detail}',
  },
  device_ambiguous: {
    fr: 'plusieurs ordinateurs ont le numéro {detail} : donnez l’autre numéro',
    en: 'several laptops have the number {detail}: give the other number',
  },
  digest_format: {
    fr: 'l’empreinte SHA-256 a 64 chiffres et lettres de a à f',
    en: 'the SHA-256 digest has 64 digits and letters from a to f',
  },
  reference_format: {
    fr: 'la référence est faite de lettres, chiffres et . _ / - (au plus {detail})',
    en: 'the reference is made of letters, digits and . _ / - ({detail} at most)',
  },
  mark_format: {
    fr: 'le numéro est fait de lettres sans accent, de chiffres et de . _ / - sans espace ; il commence par une lettre ou un chiffre (au plus {detail} caractères)',
    en: 'the number is made of letters without accents, digits and . _ / - without space; it starts with a letter or a digit ({detail} characters at most)',
  },
  date_format: {
    fr: 'la date s’écrit 04/03/1950 ou 1950-03-04 et existe au calendrier',
    en: 'the date is written 04/03/1950 or 1950-03-04 and exists in the calendar',
  },
  year_format: { fr: 'l’année s’écrit avec quatre chiffres', en: 'the year is written with four digits' },
  date_in_future: { fr: 'la date est dans le futur', en: 'the date is in the future' },
  birth_too_early: { fr: 'la naissance est avant {detail}', en: 'the birth is before {detail}' },
  birth_conflict: {
    fr: 'l’année ne concorde pas avec date_naissance',
    en: 'the year does not agree with date_naissance',
  },
  consent_before_birth: {
    fr: 'le consentement est antérieur à la naissance',
    en: 'the consent is earlier than the birth',
  },
  phone_format: {
    fr: 'un seul numéro de téléphone valide est attendu (exemple : 06 39 98 00 00)',
    en: 'one valid phone number is expected (example: 06 39 98 00 00)',
  },
  email_format: { fr: 'l’adresse électronique n’est pas valide', en: 'the e-mail address is not valid' },
  website_format: {
    fr: 'l’adresse du site commence par http:// ou https://',
    en: 'the address of the site starts with http:// or https://',
  },
  insee_format: {
    fr: 'le code INSEE a cinq caractères (exemple : 40088)',
    en: 'the INSEE code has five characters (example: 40088)',
  },
  postal_code_format: { fr: 'le code postal a cinq chiffres', en: 'the postal code has five digits' },
  siret_format: {
    fr: 'le SIRET a quatorze chiffres et une clé de contrôle juste',
    en: 'the SIRET has fourteen digits and a right check digit',
  },
  schema_pattern: {
    fr: 'la valeur n’a pas la forme que demande le schéma national (exemple : {detail})',
    en: 'the value is not of the form that the national schema asks for (example: {detail})',
  },
  coordinate_format: {
    fr: 'la coordonnée est un nombre décimal en degrés (exemple : 43.7102)',
    en: 'the coordinate is a decimal number of degrees (example: 43.7102)',
  },
  coordinate_alone: {
    fr: 'latitude et longitude vont ensemble : celle-ci manque',
    en: 'latitude and longitude go together: this one is missing',
  },
  coordinates_outside_territory: {
    fr: 'le point est hors du territoire (latitude et longitude sont-elles inversées ?)',
    en: 'the point is outside the territory (are latitude and longitude swapped?)',
  },
  commune_outside_territory: {
    fr: 'aucune commune du territoire n’a ce code ni ce nom',
    en: 'no commune of the territory has this code or this name',
  },
  commune_ambiguous: {
    fr: 'plusieurs communes portent ce nom : donnez le code INSEE',
    en: 'several communes have this name: give the INSEE code',
  },
  commune_conflict: {
    fr: 'la commune ne concorde pas avec le code INSEE',
    en: 'the commune does not agree with the INSEE code',
  },
  place_unknown: {
    fr: 'aucun lieu connu n’a cet identifiant ni ce nom',
    en: 'no known place has this identifier or this name',
  },
  place_ambiguous: {
    fr: 'plusieurs lieux portent ce nom : donnez l’identifiant',
    en: 'several places have this name: give the identifier',
  },
  structure_unknown: {
    fr: 'aucune structure connue n’a cet identifiant, ce SIRET ni ce nom',
    en: 'no known structure has this identifier, this SIRET or this name',
  },
  structure_ambiguous: {
    fr: 'plusieurs structures portent ce nom : donnez l’identifiant ou le SIRET',
    en: 'several structures have this name: give the identifier or the SIRET',
  },
  structure_without_role: {
    fr: 'cette structure n’a pas le rôle attendu : {detail}',
    en: 'this structure does not have the expected role: {detail}',
  },
  values_left_out: {
    fr: 'valeur laissée de côté : rien de ce qui est gardé d’un lieu ne lui correspond (n° {detail} de la cellule)',
    en: 'value left out: nothing that is kept of a place corresponds to it (no. {detail} of the cell)',
  },
  first_value_kept: {
    fr: 'la cellule a plusieurs valeurs : seule la première est gardée',
    en: 'the cell has several values: only the first is kept',
  },
  place_without_structure: {
    fr: 'aucune structure connue, ou plusieurs, pour ce lieu : il est pris sans structure et ne peut pas recevoir de prescription',
    en: 'no known structure, or several, for this place: it is taken without one and cannot receive referrals',
  },
  prescriber_unknown: {
    fr: 'ce courriel n’est celui d’aucun prescripteur connu de la structure',
    en: 'this e-mail belongs to no known prescriber of the structure',
  },
  prescriber_ambiguous: {
    fr: 'plusieurs prescripteurs de la structure ont ce courriel : corrigez l’annuaire des agents',
    en: 'several prescribers of the structure have this e-mail: correct the directory of agents',
  },
  referral_there_otherwise: {
    fr: 'cette prescription est déjà là, au nom d’un autre prescripteur ou selon un autre modèle de parcours : elle reste comme elle était',
    en: 'this referral is already there, for another prescriber or by another journey definition: it stays as it was',
  },
  reference_used_otherwise: {
    fr: 'une prescription de cette structure a déjà cette référence, avec un autre contenu : elle reste comme elle était',
    en: 'a referral of this structure already has this reference, with another content: it stays as it was',
  },
  reference_of_somebody_else: {
    fr: 'une prescription de cette structure a déjà cette référence ; quelqu’un d’autre l’a envoyée, son contenu n’est pas comparé et reste comme il était',
    en: 'a referral of this structure already has this reference; somebody else sent it, its content is not compared and stays as it was',
  },
  sent_meanwhile: {
    fr: 'cette prescription vient d’être envoyée par quelqu’un d’autre : renvoyez le fichier',
    en: 'this referral has just been sent by somebody else: send the file again',
  },
  mediator_unknown: {
    fr: 'ce courriel n’est celui d’aucun médiateur connu',
    en: 'this e-mail belongs to no known mediator',
  },
  taken_over_otherwise: {
    fr: 'cette ligne est déjà là, avec un autre contenu : elle reste comme elle était',
    en: 'this line is already there, with another content: it stays as it was',
  },
  sheet_line_changed: {
    fr: 'cette personne de la fiche est déjà là, avec un autre contenu ou envoyée par quelqu’un d’autre : elle reste comme elle était',
    en: 'this person of the sheet is already there, with another content or sent by somebody else: they stay as they were',
  },
  not_of_group: {
    fr: 'ce parcours n’est pas de ce groupe, ou n’est pas à vous',
    en: 'this journey is not of this group, or not yours',
  },
  structure_not_sender: {
    fr: 'un prescripteur n’envoie que les orientations de sa propre structure',
    en: 'a prescriber only sends the referrals of its own structure',
  },
} as const satisfies Record<string, { fr: string; en: string }>

export type ImportRule = keyof typeof importRules
