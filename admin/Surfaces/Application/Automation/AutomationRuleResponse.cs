using System.Text.Json.Serialization;
using OneLink.Admin.Automation.Rules;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Automation;

/// <summary>A rule. The time is in Unix seconds.</summary>
internal sealed record AutomationRuleResponse
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required string EventName { get; init; }

    public required RawJson Conditions { get; init; }

    public required RawJson Actions { get; init; }

    public required long CreatedOn { get; init; }

    public required bool Active { get; init; }

    /// <summary>Of a new rule the rule once more: the documents wrap it, the server's own answer does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AutomationRuleResponse? Payload { get; init; }

    public static AutomationRuleResponse Of(AutomationRule rule) => new()
    {
        Id = rule.Id,
        AccountId = rule.AccountId,
        Name = rule.Name,
        Description = rule.Description,
        EventName = rule.EventName,
        Conditions = rule.Conditions,
        Actions = rule.Actions,
        CreatedOn = rule.CreatedAt / 1000,
        Active = rule.IsActive != 0,
    };

    public static AutomationRuleResponse New(AutomationRule rule) => Of(rule) with { Payload = Of(rule) };
}
