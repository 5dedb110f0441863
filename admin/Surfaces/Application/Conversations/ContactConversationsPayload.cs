namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>A contact's conversations.</summary>
internal sealed record ContactConversationsPayload(IReadOnlyList<ConversationResponse> Payload);
