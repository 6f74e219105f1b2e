"""The nouns that decide whether « 12 millions de … » is money, and who may stand beside a figure without its unit.

All words are folded (lower case, no accents). A noun in neither list is money in the singular (« 12 millions de
fonctionnement ») and a count in the plural (« 12 millions de masques »), unless it is part of a sum in euros.
"""

from __future__ import annotations

import re
from functools import cache

_LIST_OF_MONEY_NOUNS = """
    credit credits travaux investissement investissements subvention subventions depense depenses recette recettes
    dotation dotations aide aides financement financements fonds autorisation autorisations engagement engagements ae cp
    ap budget budgets pret prets emprunt emprunts dette dettes tva dmto taxe taxes economie economies charge charges
    frais cout couts avance avances participation participations contribution contributions loyer loyers perte pertes
    benefice benefices excedent excedents deficit deficits achat achats interet interets impot impots droits epargne
    tresorerie paiement paiements mandat mandats marche marches apport apports detr dsil fctva cvae cfe dgf dsu dsr
    soutien soutiens capital capitaux garantie garanties caution cautions indemnite indemnites salaire salaires
    traitements prime primes allocation allocations prestation prestations versement versements remboursement
    remboursements acompte acomptes solde reliquat reste besoin besoins surcout surcouts provision provisions
    honoraires etudes equipement equipements amenagement amenagements infrastructure infrastructures reseau reseaux
    acquisition acquisitions reparation reparations fournitures subsides benefices ressources recettes
    chiffre dividendes redevances redevance amendes penalites cotisations fiscalite compensation compensations
    enveloppe enveloppes projet projets operation operations chantiers chantier programmes programme
    masse effort efforts fonctionnement personnel ht ttc hors gain gains manque baisse hausse rallonge plus-value
    feder fse feader detr ademe anru cper tranche
    alea aleas imprevu imprevus arriere arrieres impaye impayes creance creances degat degats dommages dommage
    exoneration exonerations degrevement degrevements restitution restitutions produits cession cessions
    revenu revenus mecenat foncier dons don legs royalties
    retombees rabais remises reports report restes coupes encaissements decaissements redeploiements ouvertures
    autofinancement retard retards assurance assurances penalite annulations pertes manques plus-values
"""
MONEY_NOUNS = frozenset(_LIST_OF_MONEY_NOUNS.split())
_LIST_OF_COUNTED_NOUNS = """
    passage passages habitant habitants voyageur voyageurs passager passagers visiteur visiteurs usager usagers
    personne personnes tonne tonnes km kilometre kilometres metre metres m2 m3 m² m³ hectare hectares ha kwh mwh gwh twh
    kw mw gw watt watts arbre arbres repas logement logements eleve eleves collegien collegiens lyceen lyceens
    etudiant etudiants masque masques vaccin vaccins dose doses vehicule vehicules trajet trajets deplacement
    deplacements kilometre-vehicules menage menages foyer foyers emploi emplois entreprise entreprises francais
    francaises franciliens francilien touristes touriste nuitees nuitee spectateurs spectateur clients client abonnes
    abonne litres litre tests test actes acte dossiers dossier appels appel pages vues connexions utilisateurs
    utilisateur donnees photos documents plants animaux oiseaux electeurs salaries salarie agents agent patients
    patient beneficiaires beneficiaire allocataires allocataire retraites citoyens heures heure jours journees minutes
    cartes billets titres validations montees kilometres-trains courriers colis bouteilles bacs sacs
    licencies diplomes deputes invites blesses employes delegues refugies handicapes
    voyage voyages visites visite trains bus rames scolaires cyclistes pietons automobilistes internautes lecteurs
    telespectateurs fideles pelerins vacanciers
    evp teu dollar dollars franc francs livre livres yen yens yuan yuans rouble roubles sterling
    ancien anciens fb ff frf bef chf usd cad gbp fs fl dm lires cfa fcfa fcfp xpf cfp
    point points prise prises ligne lignes locaux raccordement raccordements
"""
COUNTED_NOUNS = frozenset(_LIST_OF_COUNTED_NOUNS.split())
# Nouns that are written like participles: « 3 entrées », « 12 lycées ».
_LIST_OF_LIKE_PARTICIPLES = """
    annees entrees soirees matinees tournees associes musees lycees traversees assures administres
"""
LIKE_PARTICIPLES = COUNTED_NOUNS | frozenset(_LIST_OF_LIKE_PARTICIPLES.split())
# In a table of sums « Usagers » or « Entreprises » may be who pays, « Bus » what is bought.
MAY_PAY = frozenset(("usagers", "clients", "abonnes", "menages", "entreprises", "locataires"))
_LIST_OF_COUNTED_ROWS = """
    habitants visiteurs spectateurs voyageurs passagers nuitees emplois dossiers beneficiaires allocataires adherents
    licencies repas passages entrees visites touristes eleves collegiens etudiants
"""
COUNTED_ROWS = frozenset(_LIST_OF_COUNTED_ROWS.split())
_MORE_MONEY = r"(?:plus|moins|la|le|l'|les|cette|ces|ce|cet|son|sa|leur|leurs|notre|nos|mon|votre|\d)"
_LIST_OF_ADJECTIVES = """
    nouveaux nouvelles nouveau nouvelle premiers premieres seuls seules autres importants importantes nouvel vrais
    vraies futurs futures grands grandes gros grosses petits petites lourds lourdes simples purs purs anciens anciennes
"""
_ADJECTIVES = frozenset(_LIST_OF_ADJECTIVES.split())

FUNDERS = (
    r"(?:etat|region|departement|metropole|ville|commune|communes|communaute|agglomeration|agglo|agence|ademe|anru"
    r"|europe"
    r"|union|feder|fse|banque|caisse|intercommunalite|intercommunalites|epci|syndicat|conseil|collectivite"
    r"|collectivites"
    r"|sncf|bailleur|bailleurs|anah|caf|cnsa|ars|prefecture|ministere|operateur|operateurs|prive|prives|partenaires"
    r"|partenaire|association|fondation|fonds|societe|cdc|chambre|cci|mairie|interco|departements|regions|villes"
    r"|entreprises|maitre|maitrise|etablissement|universite|hopital|office|regie|groupement|pole|cc|ca|ae|ap|cp"
    r"|fonctionnement|investissement|depenses|recettes)"
)


@cache
def _after_de() -> re.Pattern[str]:
    return re.compile(r" (?:de |d')(?P<first>[a-z0-9²³'-]+)(?: (?P<second>[a-z0-9²³'-]+))?")


# « 700 millions des dépenses d'intervention ».
_OF_THE = re.compile(r" (?:des|du|de la|de l') ?(?P<noun>[a-z]+)")


@cache
def _direct() -> re.Pattern[str]:
    return re.compile(r" (?P<noun>[a-z²³-]+)")


def counted_thing_follows(text: str, end: int, *, part_of_a_sum: bool) -> bool:
    """Say whether « de + noun » behind « 12 millions » makes it a count; in a part of a sum in euros, less readily."""
    found = _after_de().match(text, end)
    if found is None:
        # « 14,5 millions délégués » are delegated: behind millions a noun has « de ».
        return counted_noun_follows(text, end) and not text.startswith(" delegues", end)
    noun = found["first"].partition("-")[0]
    if noun in _ADJECTIVES and found["second"]:
        noun = found["second"]
    if noun in MONEY_NOUNS or re.fullmatch(_MORE_MONEY, noun) or noun.startswith(("l'", "2", "ici")):
        return False
    if noun in COUNTED_NOUNS:
        return True
    return noun.endswith(("s", "x")) and not part_of_a_sum


def counted_noun_follows(text: str, end: int) -> bool:
    """Say whether a noun that is counted stands right behind a number: « 85 000 voyageurs »."""
    found = _direct().match(text, end)
    return found is not None and found["noun"] in COUNTED_NOUNS


def money_noun_follows(text: str, end: int) -> bool:
    """Say whether « de crédits », « d'investissements » stands behind « 12 millions »: money without the word euros."""
    found = _after_de().match(text, end)
    if found is None or found["first"] in {"la", "l'"}:
        of_the = _OF_THE.match(text, end)
        return of_the is not None and of_the["noun"] in MONEY_NOUNS
    noun = found["second"] if found["first"] in _ADJECTIVES and found["second"] else found["first"]
    return noun in MONEY_NOUNS


def names_a_count(label: str, *, strictly: bool) -> bool:
    """Say whether a list's label names things that are counted (« agents », « durée »).

    Strictly, any noun in the plural that is no money does: « écoles : 6 » may be six schools.
    """
    words = re.findall(r"[a-z²³]{2,}", label)
    if not words or any(word in COUNTED_NOUNS for word in words):
        return True
    if names_money(label):
        return False
    return strictly and words[0].endswith(("s", "x"))


def names_money(label: str) -> bool:
    """Say whether a list's label names a kind of money or one who pays (« subventions », « la Région »)."""
    words = re.findall(r"[a-z]{2,}", label)
    return any(word in MONEY_NOUNS or re.fullmatch(FUNDERS, word) for word in words)
