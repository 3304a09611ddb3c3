const csv = (...lines: readonly string[]) => `${lines.join('\n')}\n`

/** A file of each kind as the API page shows it: a header and one line, all of it invented. */
export const fileExamples = {
  structures: csv(
    'identifiant;nom;siret;type;roles',
    'ccas-exemple;CCAS Exemple de Dax;00000004200028;collectivite;prescripteur|lieu|proprietaire',
  ),
  places: csv(
    'ID,name,structure_porteuse,adresse_code_insee,adresse_commune,lat,lon,itinerant,public_cible,services',
    'LDS-001,Médiathèque Exemple,CCAS Exemple de Dax,40088,Dax,43.7009,-1.0595,,Séniors,Connexion internet',
  ),
  agents: csv(
    'identifiant;structure;role;lieu;nom;prenom;courriel',
    'med-01;CCAS Exemple de Dax;mediateur;LDS-001;Médiatrice-Fictive;Zoé;zoe@ccas-exemple.example',
  ),
  devices: csv(
    'serie,inventaire,marque,modele,structure_proprietaire,recyclerie',
    'EXEMPLE-SN-0001,INV-FICTIF-0001,Marque Exemple,Portable 13,ccas-exemple,Recyclerie Exemple du Marsan',
  ),
  handOvers: csv(
    'reference;nom;prenom;date_naissance;commune;remis_le;origine;serie;marque;modele;structure_proprietaire',
    'EX-P-001;Exemple-Ancien;Lucie;03/09/1949;Dax;12/05/2023;precurseur;EXEMPLE-SN-P001;Marque Exemple;Portable 11;ccas-exemple',
  ),
  cases: csv(
    'reference;nom;prenom;date_naissance;commune;raisons;lieu;etape;etape_le;ouvert_le;consentement_date;consentement_mode;mediateur_courriel;prescripteur_nom',
    'EX-D-001;Exemple-Repris;Basile;21/01/1961;Dax;equipement;LDS-001;partie_lieu;02/02/2026;12/01/2026;12/01/2026;papier;zoe@ccas-exemple.example;Camille Exemple, assistante sociale',
  ),
  referrals: csv(
    'reference;nom;prenom;date_naissance;commune;telephone;raisons;besoins;lieu_souhaite;consentement_date;consentement_mode;prescripteur_structure;prescripteur_courriel',
    'EX-001;Exemple-Inventée;Hélène;14/06/1958;Dax;06 39 98 00 00;equipement;demarches;LDS-001;02/03/2026;papier;CCAS Exemple de Dax;chloe@ccas-exemple.example',
  ),
} as const
