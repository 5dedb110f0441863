namespace OneLink.Admin.Surfaces.Application.Automation;

/// <summary>One macro.</summary>
internal sealed record MacroPayload(MacroResponse Payload);
