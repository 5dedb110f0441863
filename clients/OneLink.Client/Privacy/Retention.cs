using System.Text.Json.Serialization;

namespace OneLink.Client.Privacy;

/// <summary>How long the account keeps its clicks.</summary>
/// <param name="ClickRetentionDays">Null for ever.</param>
public sealed record Retention([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? ClickRetentionDays);
