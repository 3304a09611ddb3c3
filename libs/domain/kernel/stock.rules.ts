/** Why something is refused about laptops, lots and receipts: French and English, details in braces. */
export const stockRules = {
  no_laptop_rules: [
    'Ce territoire n’a rien convenu pour les ordinateurs : sa fiche n’a pas de partie « laptops ».',
    'This territory has agreed on nothing about laptops: its settings have no section "laptops".',
  ],
  guarantee_over: [
    'La garantie a pris fin le {until} : une panne du {date} n’en relève plus.',
    'The guarantee ended on {until}: a failure of {date} is no longer covered.',
  ],
  laptop_not_ready: [
    'Cet ordinateur n’est pas prêt (état : {status}).',
    'This laptop is not ready (status: {status}).',
  ],
  no_laptop_ready: [
    'Aucun ordinateur prêt dans le stock de votre structure.',
    'No laptop is ready in your structure’s stock.',
  ],
  no_laptop_that_meets: [
    'Aucun ordinateur prêt de votre structure n’a tout ce dont la personne a besoin : {needs}.',
    'No ready laptop of your structure has all that the person needs: {needs}.',
  ],
  laptop_lacks_need: [
    'Il manque à cet ordinateur ce dont la personne a besoin : {needs}. Dites que vous le réservez malgré cela.',
    'This laptop lacks what the person needs: {needs}. Say that you bind it despite that.',
  ],
  features_without_laptop: [
    'Aucun ordinateur n’est demandé : ce qu’il devrait avoir n’a pas de sens ici.',
    'No laptop is asked for: what it should have makes no sense here.',
  ],
  other_stock: [
    'Cet ordinateur est dans le stock d’une autre structure.',
    'This laptop is in another structure’s stock.',
  ],
  own_stock_first: [
    'Votre stock a un ordinateur pour cette personne : il passe avant celui d’une autre structure.',
    'Your own stock has a laptop for this person: it comes before another structure’s.',
  ],
  agreement_used_up: [
    'L’accord n° {document} est épuisé : ses {laptops} ordinateurs sont pris.',
    'Agreement no. {document} is used up: its {laptops} laptops are taken.',
  ],
  agreement_over: [
    'L’accord n° {document} valait jusqu’au {until}.',
    'Agreement no. {document} was valid until {until}.',
  ],
  agreement_withdrawn: [
    'Il a été mis fin à l’accord n° {document} le {on}.',
    'Agreement no. {document} was ended on {on}.',
  ],
  agreement_already_registered: [
    'Un autre accord porte déjà le n° {document}.',
    'Another agreement already bears no. {document}.',
  ],
  agreement_with_itself: [
    'Une structure ne cède pas d’ordinateurs à elle-même.',
    'A structure does not lend laptops to itself.',
  ],
  agreement_ends_first: [
    'Cet accord finirait ({until}) avant de commencer ({on}).',
    'This agreement would end ({until}) before it begins ({on}).',
  ],
  unknown_agreement: [
    'Cette structure n’a pas donné d’accord n° {document}.',
    'This structure has given no agreement no. {document}.',
  ],
  only_lost_at_own_place: [
    'Le propriétaire ne déclare que la perte d’un ordinateur arrivé chez lui ; le reste revient à la recyclerie.',
    'An owner only says that a laptop at their own place is lost; anything else is for the recyclerie to say.',
  ],
  unknown_ticket: ['Ce ticket n’est pas celui de cet ordinateur.', 'This ticket is not the one of this laptop.'],
  laptop_already_bound: [
    'Cet ordinateur est déjà réservé à un parcours.',
    'This laptop is already bound to a journey.',
  ],
  journey_already_has_laptop: ['Ce parcours a déjà un ordinateur.', 'This journey already has a laptop.'],
  person_already_has_laptop: [
    'Cette personne a déjà un ordinateur réservé.',
    'This person already has a laptop bound.',
  ],
  serial_already_registered: ['Ce numéro de série est déjà enregistré.', 'This serial number is already registered.'],
  inventory_already_registered: [
    'Ce numéro d’inventaire est déjà enregistré.',
    'This inventory number is already registered.',
  ],
  order_already_registered: [
    'Cette commande est déjà enregistrée pour ce propriétaire.',
    'This order is already registered for this owner.',
  ],
  wrong_device_status: [
    'Cet ordinateur est à l’état « {status} » : cette action demande l’état « {expected} ».',
    'This laptop has status "{status}": this is done at status "{expected}".',
  ],
  laptop_not_received: [
    'Cet ordinateur n’est pas encore arrivé au lieu de son propriétaire (état : {status}).',
    'This laptop has not yet arrived at its owner’s place (status: {status}).',
  ],
  device_not_released: [
    'Il reste à faire avant l’effacement : {field} (verrous, étiquettes d’inventaire, propriété).',
    'Left to do before wiping: {field} (locks, asset tags, ownership).',
  ],
  wipe_proof_missing: [
    'Il manque la preuve de l’effacement : l’empreinte SHA-256 du rapport (champ « {field} »).',
    'The proof of the wipe is missing: the SHA-256 of its report (field "{field}").',
  ],
  criterion_failed: [
    'Un critère technique n’est pas rempli : cet ordinateur ne peut pas être enregistré comme prêt.',
    'A technical criterion is not met: this laptop cannot be registered as prepared.',
  ],
  not_prepared_elsewhere: [
    'Ce territoire ne prend pas d’ordinateurs préparés ailleurs.',
    'This territory takes no laptops that were prepared elsewhere.',
  ],
  place_of_another_owner: [
    'Ce lieu n’est pas de la structure à qui est cet ordinateur.',
    'This place does not belong to the structure that owns this laptop.',
  ],
  recyclerie_not_admitted: [
    'Cette recyclerie n’est pas admise, ou son admission a été retirée.',
    'This recyclerie is not admitted, or its admission was withdrawn.',
  ],
  other_criteria: [
    'L’admission porte sur les critères « {given} », ceux en vigueur sont « {expected} ».',
    'The admission is on criteria "{given}", those in force are "{expected}".',
  ],
  unknown_lot: ['Ce lot n’est pas connu.', 'This lot is not known.'],
  lot_wrong_stage: [
    'Le lot est à l’étape « {stage} » : cette action ne s’y fait pas.',
    'The lot is at stage "{stage}": this is not done there.',
  ],
  lot_of_others: [
    'Ce lot est d’un autre propriétaire ou d’une autre recyclerie.',
    'This lot is of another owner or another recyclerie.',
  ],
  lot_not_received: ['Ce lot n’est pas encore reçu.', 'This lot has not been received yet.'],
  lot_full: [
    'Tous les ordinateurs reçus de ce lot ({laptops}) y sont déjà enregistrés.',
    'All laptops received of this lot ({laptops}) are registered in it already.',
  ],
  lot_over_order: [
    'Il en vient plus que commandé : sur {ordered} ordinateurs, {left} sont encore à recevoir. Commandez le surplus à part.',
    'More come than were ordered: of {ordered} laptops, {left} are still to be received. Order the others apart.',
  ],
  delivery_already_received: [
    'Ce bon de livraison est déjà enregistré pour ce lot.',
    'This delivery note is already recorded for this lot.',
  ],
  lot_empty: ['Aucun ordinateur de ce lot n’est enregistré.', 'No laptop of this lot is registered.'],
  lot_not_prepared: [
    'Ordinateurs de ce lot encore en préparation : {left}.',
    'Laptops of this lot still in preparation: {left}.',
  ],
  lot_not_delivered: [
    'Ordinateurs de ce lot qui ne sont pas encore chez leur propriétaire : {left}.',
    'Laptops of this lot not yet at their owner’s place: {left}.',
  ],
  lot_not_accounted: [
    'Ordinateurs de ce lot dont on ne sait pas ce qu’ils sont devenus : {left}. Dites pourquoi.',
    'Laptops of this lot not accounted for: {left}. Say why.',
  ],
  shortfall_unwanted: [
    'Aucun ordinateur ne manque à ce lot : un motif n’a pas de sens ici.',
    'No laptop is missing from this lot: a reason makes no sense here.',
  ],
  other_receipt: [
    'Ce n’est pas le reçu qui a été édité : son empreinte est une autre.',
    'This is not the receipt that was issued: its digest is another one.',
  ],
  receipt_superseded: [
    'Le reçu signé est la version {given}, qui ne vaut plus : {issued} versions ont été éditées, ou l’ordinateur a changé.',
    'The signed receipt is version {given}, no longer valid: {issued} versions were issued, or the laptop has changed.',
  ],
  receipt_not_issued: [
    'Aucun reçu de version {given} n’a été édité pour cette dotation.',
    'No receipt of version {given} was issued for this dotation.',
  ],
  receipt_already_signed: ['Ce reçu est déjà signé.', 'This receipt is already signed.'],
  receipt_not_signed: [
    'L’ordinateur se remet contre un reçu signé : éditez le reçu, puis enregistrez sa signature.',
    'A laptop is handed over against a signed receipt: issue the receipt, then record its signature.',
  ],
  signature_missing: [
    'Le document qui porte la signature n’est pas joint à ce parcours comme reçu signé.',
    'The document that bears the signature is not attached to this journey as a signed receipt.',
  ],
  signature_of_before: [
    'Le document a été joint avant l’édition de ce reçu : il porte la signature d’un autre.',
    'The document was attached before this receipt was issued: it bears the signature of another one.',
  ],
} as const satisfies Record<string, readonly [fr: string, en: string]>
