using System.Text.Json.Serialization;
using OneLink.Admin.Automation.Macros;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Automation;

/// <summary>A macro; its people are left out where they are no longer in the account.</summary>
internal sealed record MacroResponse
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Visibility { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AgentResponse? CreatedBy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AgentResponse? UpdatedBy { get; init; }

    public required long AccountId { get; init; }

    public required RawJson Actions { get; init; }

    public static MacroResponse Of(Macro macro, IReadOnlyDictionary<long, AgentResponse> agents) => new()
    {
        Id = macro.Id,
        Name = macro.Name,
        Visibility = MacroVisibility.NameOf(macro.Visibility),
        CreatedBy = agents.GetValueOrDefault(macro.CreatedById ?? 0),
        UpdatedBy = agents.GetValueOrDefault(macro.UpdatedById ?? 0),
        AccountId = macro.AccountId,
        Actions = macro.Actions,
    };
}
