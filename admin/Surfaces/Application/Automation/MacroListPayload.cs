namespace OneLink.Admin.Surfaces.Application.Automation;

/// <summary>The macros that the caller may use.</summary>
internal sealed record MacroListPayload(IReadOnlyList<MacroResponse> Payload);
