using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Automation.Macros;

/// <summary>What is to be stored of a macro; what is not given stays.</summary>
internal sealed record MacroInput
{
    public Given<string?> Name { get; init; }

    public Given<long> Visibility { get; init; }

    public Given<JsonArray?> Actions { get; init; }

    /// <summary>Only administrators make macros for all; of anybody else it is personal.</summary>
    public Macro ApplyTo(Macro macro, MacroAuthor author, long at) => macro with
    {
        Name = (Name.Or(macro.Name) ?? "").Trim(),
        Visibility = author.IsAdministrator ? Visibility.Or(macro.Visibility) : MacroVisibility.Personal,
        Actions = Actions.IsGiven ? (Actions.Value ?? []).ToJsonString(RelaxedJson.Compact) : macro.Actions,
        UpdatedById = author.UserId,
        UpdatedAt = at,
    };
}
