namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>A conversation that was found. The time is in Unix seconds.</summary>
internal sealed record FoundConversationResponse(
    long Id,
    long AccountId,
    long CreatedAt,
    FoundMessageResponse? Message,
    FoundContactResponse? Contact,
    FoundInboxResponse? Inbox,
    FoundAgentResponse? Agent);
