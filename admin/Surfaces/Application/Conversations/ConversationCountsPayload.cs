namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>The counts alone.</summary>
internal sealed record ConversationCountsPayload(ConversationCountsResponse Meta);
