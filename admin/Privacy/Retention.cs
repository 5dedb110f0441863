namespace OneLink.Admin.Privacy;

/// <summary>How long an account keeps its clicks; null for ever.</summary>
internal sealed record Retention(long? ClickRetentionDays);
