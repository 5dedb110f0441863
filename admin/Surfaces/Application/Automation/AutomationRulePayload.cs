namespace OneLink.Admin.Surfaces.Application.Automation;

/// <summary>One rule.</summary>
internal sealed record AutomationRulePayload(AutomationRuleResponse Payload);
