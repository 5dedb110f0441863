using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Automation.Rules;

/// <summary>What is to be stored of a rule; what is not given stays.</summary>
internal sealed record AutomationRuleInput
{
    public Given<string?> Name { get; init; }

    public Given<string?> Description { get; init; }

    public Given<string?> EventName { get; init; }

    public Given<JsonArray?> Conditions { get; init; }

    public Given<JsonArray?> Actions { get; init; }

    /// <summary>Null: as a new rule is, active.</summary>
    public Given<bool?> IsActive { get; init; }

    public AutomationRule ApplyTo(AutomationRule rule, long at) => rule with
    {
        Name = (Name.Or(rule.Name) ?? "").Trim(),
        Description = Description.Or(rule.Description),
        EventName = EventName.Or(rule.EventName) ?? "",
        Conditions = Conditions.IsGiven ? Stored(Conditions.Value) : rule.Conditions,
        Actions = Actions.IsGiven ? Stored(Actions.Value) : rule.Actions,
        IsActive = IsActive.IsGiven ? IsActive.Value is false ? 0 : 1 : rule.IsActive,
        UpdatedAt = at,
    };

    private static string Stored(JsonArray? list) => (list ?? []).ToJsonString(RelaxedJson.Compact);
}
