namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>A page of conversations.</summary>
internal sealed record ConversationListPayload(ConversationCountsResponse Meta, IReadOnlyList<ConversationResponse> Payload);
