using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>The account's own attributes of a conversation.</summary>
internal sealed record CustomAttributesPayload(RawJson CustomAttributes);
