using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.AutoReplies;

/// <summary>
/// What an inbox says by itself to what a contact has written:
/// 1. out of hours, that nobody is there: once a day, and not while somebody talks with the contact all the same;
/// 2. a greeting, to who has not been answered in this conversation yet, by anybody or by 1.;
/// 3. in a web widget, the question for an e-mail address, where none is known.
/// </summary>
internal static class AutoReply
{
    private const string WaysToReachYou = "Give the team a way to reach you.";
    private const string EmailQuestion = "Get notified by email";

    /// <summary>For so long an agent's answer counts as a talk that a note about hours would only disturb.</summary>
    private static readonly TimeSpan Talk = TimeSpan.FromMinutes(5);

    /// <summary>Adds what is to be said, after the contact's message.</summary>
    /// <param name="edit">The caller saves it.</param>
    /// <param name="inbox">The conversation's.</param>
    /// <param name="contact">The conversation's.</param>
    public static async Task AddAsync(ConversationEdit edit, Inbox inbox, Contact contact)
    {
        // 1.
        if (inbox is { HasWorkingHours: not 0, OutOfOfficeMessage: { } away } && !string.IsNullOrWhiteSpace(away)
            && !WorkingHours.IsOpen(inbox, DateTimeOffset.FromUnixTimeMilliseconds(edit.Now))
            && !await IsTalkingAsync(edit)
            && !await HasSaidTodayAsync(edit))
        {
            await SayAsync(edit, away);
        }

        // 2.
        if (inbox is { IsGreetingEnabled: not 0, GreetingMessage: { } greeting } && !string.IsNullOrWhiteSpace(greeting) && !await IsAnsweredAsync(edit))
        {
            await SayAsync(edit, greeting);
        }

        // 3.
        if (inbox is { CollectsEmail: not 0, Channel: InboxChannel.WebWidget } && contact.Email is null && !await HasAskedForEmailAsync(edit))
        {
            await SayAsync(edit, WaysToReachYou);
            await SayAsync(edit, EmailQuestion, MessageContentType.InputEmail);
        }
    }

    private static Task<Message> SayAsync(ConversationEdit edit, string content, string contentType = MessageContentType.Text)
        => edit.AppendTemplateAsync(content, contentType);

    private static Task<bool> IsTalkingAsync(ConversationEdit edit)
        => AnyAsync(edit, "message_type = 1 AND is_private = 0 AND created_at > @since", edit.Now - (long)Talk.TotalMilliseconds);

    /// <summary>Days are UTC's, as they are upstream.</summary>
    private static Task<bool> HasSaidTodayAsync(ConversationEdit edit)
        => AnyAsync(edit, "message_type = 3 AND created_at >= @since", edit.Now - (edit.Now % (long)TimeSpan.FromDays(1).TotalMilliseconds));

    private static Task<bool> IsAnsweredAsync(ConversationEdit edit) => AnyAsync(edit, "message_type IN (1, 3)");

    private static Task<bool> HasAskedForEmailAsync(ConversationEdit edit) => AnyAsync(edit, "content_type = 'input_email'");

    private static async Task<bool> AnyAsync(ConversationEdit edit, string condition, long since = 0)
        => await edit.Scope.FirstOrDefaultAsync<long?>(
            $"SELECT id FROM messages WHERE conversation_id = @Id AND {condition} LIMIT 1", new { edit.Conversation.Id, since }) is not null;
}
