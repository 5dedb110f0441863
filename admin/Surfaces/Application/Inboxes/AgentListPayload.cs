namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>The people who work in an inbox.</summary>
internal sealed record AgentListPayload(IReadOnlyList<AgentResponse> Payload);
