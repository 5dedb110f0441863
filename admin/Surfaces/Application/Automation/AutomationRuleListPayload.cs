namespace OneLink.Admin.Surfaces.Application.Automation;

/// <summary>All rules of the account.</summary>
internal sealed record AutomationRuleListPayload(IReadOnlyList<AutomationRuleResponse> Payload);
