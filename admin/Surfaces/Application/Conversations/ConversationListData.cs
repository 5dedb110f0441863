namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>A page of conversations, as the list alone wraps it.</summary>
internal sealed record ConversationListData(ConversationListPayload Data);
