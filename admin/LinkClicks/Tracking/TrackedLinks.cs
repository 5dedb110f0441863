using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Access;
using OneLink.Admin.Accounts;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.Links;
using OneLink.Admin.Messages;
using OneLink.Admin.Problems;

namespace OneLink.Admin.LinkClicks.Tracking;

/// <summary>
/// Makes links of the URLs in what an account says to a contact, in the transaction that stores the message
/// (docs/decisions/0022-links-and-conversations.md):
/// 1. only what is still to be said to the contact, and what has URLs;
/// 2. only where the account has switched it on, and the sender or the inbox wants it;
/// 3. each URL becomes one link, tied to contact, conversation and campaign; one that cannot be a link stays as it is;
/// 4. the texts are written anew with them.
/// The message is stored once, whoever repeats it, and so are its links.
/// </summary>
internal sealed class TrackedLinks(LinkWriter links, DomainRepository domains)
{
    /// <summary>Different URLs of one message that become links; those behind them stay as they are.</summary>
    public const int MostPerMessage = 20;

    /// <summary>Different URLs of one message that are looked at, while every other writer waits.</summary>
    private const int MostLookedAt = 100;

    /// <summary>By which lists of links tell these from those that people made.</summary>
    public const string Tag = "message";

    private const string ExternalEcho = "external_echo";

    /// <param name="scope">The transaction that stores the message.</param>
    /// <param name="conversation">That it is said in.</param>
    /// <param name="author">Who says it.</param>
    /// <param name="message">With its variables filled.</param>
    /// <param name="now">Unix milliseconds.</param>
    public async Task<TrackedMessage> TrackAsync(WriteScope scope, Conversation conversation, Author author, Message message, long now)
    {
        // 1.
        var untouched = new TrackedMessage(message, []);
        if (!IsForContact(message))
        {
            return untouched;
        }

        var attributes = AttributeObject.Parse(message.AdditionalAttributes);
        var template = attributes[SendTemplateAction.Parameters] as JsonObject;
        var urls = UrlsOf(message.Content, template);
        var wish = TrackingWish.Of(attributes);

        // 2.
        if (urls.Count == 0 || !await IsOnAsync(scope, message, wish))
        {
            return untouched;
        }

        // 3.
        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        var ids = await MakeAsync(scope, conversation, author, urls, made, wish.Campaign, now);
        if (ids.Count == 0)
        {
            return untouched;
        }

        // 4.
        if (template is not null)
        {
            TemplateTexts.Change(template, text => TextUrls.Replace(text, made));
        }

        return new TrackedMessage(
            message with
            {
                Content = message.Content is { } content ? TextUrls.Replace(content, made) : null,
                AdditionalAttributes = template is null ? message.AdditionalAttributes : AttributeObject.Write(attributes),
            },
            ids);
    }

    /// <summary>A form, a survey or a card is more than a text; what a channel tells of has been said already.</summary>
    private static bool IsForContact(Message message)
        => message.MessageType is MessageType.Outgoing or MessageType.Template && message.IsPrivate == 0 && message.ContentType is MessageContentType.Text
            && message.SourceId is null && !message.ContentAttributes.Contains($"\"{ExternalEcho}\":", StringComparison.Ordinal)
            && (TextUrls.MayContain(message.Content) || TextUrls.MayContain(message.AdditionalAttributes));

    private static List<string> UrlsOf(string? content, JsonObject? template)
    {
        var urls = new List<string>();
        Gather(content ?? "");
        if (template is not null)
        {
            TemplateTexts.Change(template, Gather);
        }

        return urls;

        string Gather(string text)
        {
            foreach (var (start, length) in TextUrls.Find(text))
            {
                if (urls.Count < MostLookedAt && text.Substring(start, length) is var url && !urls.Contains(url, StringComparer.Ordinal))
                {
                    urls.Add(url);
                }
            }

            return text;
        }
    }

    private static async Task<bool> IsOnAsync(WriteScope scope, Message message, TrackingWish wish)
    {
        if (wish.IsWanted is false)
        {
            return false;
        }

        var (settings, byDefault) = await scope.FirstOrDefaultAsync<(string?, long)>(
            "SELECT a.settings, i.track_links FROM inboxes i JOIN accounts a ON a.id = i.account_id WHERE i.id = @InboxId AND i.account_id = @AccountId",
            new { message.InboxId, message.AccountId });
        return settings is not null && (wish.IsWanted ?? byDefault != 0) && AccountSettings.TracksLinks(settings);
    }

    /// <returns>The ids of the links.</returns>
    private async Task<List<long>> MakeAsync(
        WriteScope scope, Conversation conversation, Author author, List<string> urls, Dictionary<string, string> made, string? campaign, long now)
    {
        var ids = new List<long>();

        // A domain that no edge answers for yet would lead nowhere.
        var ofAccount = await domains.InAsync(scope, conversation.AccountId);
        if (ofAccount.Default is not { IsServed: not 0 } domain)
        {
            return ids;
        }

        // Two ways to write one address are one link.
        var byDestination = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var url in urls)
        {
            if (Read(url, ofAccount, domain) is not { } input)
            {
                continue;
            }

            var destination = new Uri(input.Content.Url).AbsoluteUri;
            if (byDestination.TryGetValue(destination, out var shortUrl))
            {
                made[url] = shortUrl;
                continue;
            }

            if (ids.Count == MostPerMessage || (await links.CreateAsync(scope, ActorOf(conversation, author), new LinkWish(input))).Link is not { } link)
            {
                continue;
            }

            await LinkRecipients.InsertAsync(scope, new LinkRecipient
            {
                LinkId = link.Id.Value,
                AccountId = conversation.AccountId,
                ContactId = conversation.ContactId,
                ConversationId = conversation.Id,
                Campaign = campaign,
                CreatedAt = now,
            });
            ids.Add(link.Id.Value);
            byDestination[destination] = made[url] = ShortUrls.Of(domain, link.Slug);
        }

        return ids;
    }

    /// <returns>Null where no link may lead there: back to a link domain, which it is a short link of already, to a denied host, or nowhere.</returns>
    private static LinkInput? Read(string url, AccountDomains ofAccount, LinkDomain domain)
    {
        var errors = new FieldErrors();
        using var document = JsonDocument.Parse(new JsonObject { ["url"] = url, ["tags"] = new JsonArray(Tag) }.ToJsonString());
        return LinkReader.Read(document.RootElement, ofAccount, new LinkContent(), domain, errors);
    }

    private static Actor ActorOf(Conversation conversation, Author author) => author.Performer is { Kind: Performer.User } person
        ? new Actor(conversation.AccountId, ActorKind.User, person.Id.ToString(CultureInfo.InvariantCulture), author.Name ?? "", RequestId: null)
        : Actor.System(conversation.AccountId);
}
