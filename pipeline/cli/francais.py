"""click's own words, in French: the help option, and what is wrong with a command."""

import click


def aide(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Montre cette aide."
    return option


class Commande(click.Command):
    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return aide(super().get_help_option(ctx))


class Ensemble(click.Group):
    command_class = Commande

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return aide(super().get_help_option(ctx))


def faute(e: click.UsageError) -> str:
    """What is wrong, in one sentence. A message of ours is already in French."""
    match e:
        case click.NoSuchOption():
            return f"L’option « {e.option_name} » n’existe pas."
        case click.MissingParameter():
            return f"Il manque {_quoi(e)}."
        case click.BadParameter() if isinstance(e.param and e.param.type, click.Choice | click.Path):
            return f"{_quoi(e)} n’est pas possible : {_attendu(e.param)}."
        case click.BadParameter():
            return f"{_quoi(e)} : {e.message}"
        case _ if e.message.startswith("No such command"):
            return "Cette commande n’existe pas."
        case _:
            return "La commande est mal écrite."


def _quoi(e: click.BadParameter) -> str:
    return f"« {e.param.human_readable_name if e.param else ''} »"


def _attendu(parametre: click.Parameter | None) -> str:
    if parametre is not None and isinstance(parametre.type, click.Choice):
        return f"choisissez parmi {', '.join(map(str, parametre.type.choices))}"
    return "ce fichier n’existe pas, ou n’est pas un fichier"
