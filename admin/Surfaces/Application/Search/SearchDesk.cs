using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Conversations;

namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>Looks for a text on behalf of a caller, who finds only what he may see.</summary>
internal sealed class SearchDesk(ConversationDoor door, ConversationSearch conversations, ContactSearch contacts, MessageSearch messages, SearchView view)
{
    public async Task<IReadOnlyList<FoundConversationResponse>> ConversationsAsync(ApplicationCaller caller, string text, int page, CancellationToken cancellationToken)
        => await view.OfAsync(
            caller.AccountId,
            await conversations.FindAsync(caller.AccountId, text, await door.InboxIdsAsync(caller, cancellationToken), page, cancellationToken),
            cancellationToken);

    public async Task<IReadOnlyList<FoundContactResponse>> ContactsAsync(ApplicationCaller caller, string text, int page, CancellationToken cancellationToken)
        => [.. (await contacts.FindAsync(caller.AccountId, text, isResolved: true, ContactSort.Parse("-last_activity_at"), page, cancellationToken)).Contacts.Select(FoundContactResponse.Of)];

    public async Task<IReadOnlyList<FoundMessageResponse>> MessagesAsync(ApplicationCaller caller, string text, int page, CancellationToken cancellationToken)
        => await view.OfAsync(
            caller.AccountId,
            await messages.FindAsync(caller.AccountId, text, await door.InboxIdsAsync(caller, cancellationToken), page, cancellationToken),
            cancellationToken);
}
