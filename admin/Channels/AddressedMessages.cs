using System.Text.Json.Nodes;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels;

/// <summary>
/// The rules by which somebody is written to of whom the address alone is known:
/// 1. the inbox of the channel that knows him, of late, else the account's first one;
/// 2. the contact, who is made where nobody has the address;
/// 3. nothing to whoever wants nothing;
/// 4. on WhatsApp nothing but templates, where he has not written for a day; a sandbox takes everything;
/// 5. the message, in the conversation that is under way, or a new one.
/// </summary>
internal sealed class AddressedMessages(ChannelContacts contacts, ChannelConversations conversations, TimeProvider clock)
{
    /// <param name="scope">The transaction, which is taken back where the message is refused.</param>
    /// <param name="accountId">Whose.</param>
    /// <param name="wanted">What is to be sent.</param>
    public async Task<AddressedOutcome> SendAsync(WriteScope scope, long accountId, AddressedMessage wanted)
    {
        // 1.
        if (await InboxAsync(scope, accountId, wanted) is not { } inbox)
        {
            return new AddressedOutcome(null, null) { HasNoInbox = true };
        }

        // 2.
        var place = await contacts.FindOrCreateAsync(scope, inbox, wanted.Person);
        var window = inbox.Channel is InboxChannel.WhatsApp ? await TemplateWindow.OfAsync(scope, place, clock.GetUtcNow().ToUnixTimeMilliseconds()) : null;

        // 3.
        if (await OptOuts.IsOutAsync(scope, place))
        {
            scope.Rollback();
            return new AddressedOutcome(null, window) { IsOptedOut = true };
        }

        // 4.
        if (window is { IsOpen: false } && wanted.Template is null && inbox.IsSandbox == 0)
        {
            scope.Rollback();
            return new AddressedOutcome(null, window);
        }

        // 5.
        var said = await conversations.SayAsync(scope, inbox, place, InputOf(wanted), Author.System);
        return new AddressedOutcome(said.TryGet(out var message) ? message : null, window) { Errors = said.Errors };
    }

    private static async Task<Inbox?> InboxAsync(WriteScope scope, long accountId, AddressedMessage wanted)
        => await scope.FirstOrDefaultAsync<long?>(
            """
            SELECT i.id FROM inboxes i LEFT JOIN contact_inboxes ci ON ci.inbox_id = i.id AND ci.source_id = @SourceId
            WHERE i.account_id = @accountId AND i.channel = @Channel AND i.deleted_at IS NULL
            ORDER BY CASE WHEN ci.id IS NULL THEN 1 ELSE 0 END, ci.id DESC, i.sandbox, i.id LIMIT 1
            """,
            new { accountId, wanted.Channel, wanted.Person.SourceId }) is { } id
            ? await InboxRepository.FindAsync(scope, accountId, id)
            : null;

    private static MessageInput InputOf(AddressedMessage wanted)
    {
        var attributes = new JsonObject();
        if (wanted.Template is not null)
        {
            attributes["template_params"] = wanted.Template.DeepClone();
        }

        if (wanted.Given is { Count: > 0 })
        {
            attributes[AddressedMessage.Metadata] = wanted.Given.DeepClone();
        }

        return new MessageInput { Content = wanted.Text, AdditionalAttributes = attributes, Links = wanted.File is null ? [] : [wanted.File] };
    }
}
