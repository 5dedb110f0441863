using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>The bot of an inbox; an empty object where there is none.</summary>
internal sealed record InboxBotPayload(RawJson AgentBot);
