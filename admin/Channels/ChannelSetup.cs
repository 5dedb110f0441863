using System.Text.Json.Nodes;
using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Channels;

/// <summary>Connects inboxes to their providers: what is given is tried before it is stored.</summary>
internal sealed class ChannelSetup(ProviderCall call, ProviderAddresses addresses, ChannelConnectionRepository connections, AdminSettings settings)
{
    /// <param name="inbox">As it is to be stored; its id is 0 where it is new.</param>
    /// <param name="wish">What is given.</param>
    /// <param name="errors">Take what is wrong.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is to be stored; null where something is wrong.</returns>
    public async Task<PreparedChannel?> PrepareAsync(Inbox inbox, ChannelWish wish, RecordErrors errors, CancellationToken cancellationToken)
    {
        var before = inbox.Id == 0 ? null : await connections.FindAsync(inbox.Id, cancellationToken);
        var token = wish.AccessToken.Or(before?.Credentials.AccessToken)?.Trim() ?? "";
        var secret = wish.AppSecret.Or(before?.Credentials.AppSecret)?.Trim();
        var externalId = (inbox.Channel is InboxChannel.Telegram ? BotOf(token) : wish.ExternalId.Or(before?.ExternalId)?.Trim()) ?? "";
        TextRules.Present(errors, wish.TokenName, token);
        TextRules.Length(errors, wish.TokenName, token, TextRules.TextLength);
        if (inbox.Channel is not InboxChannel.Telegram)
        {
            TextRules.Present(errors, wish.ExternalName, externalId);
            TextRules.Length(errors, wish.ExternalName, externalId);
            if (string.IsNullOrEmpty(secret) && settings.MetaAppSecret.Length == 0)
            {
                errors.Blank("app_secret");
            }
        }
        else if (token.Length > 0 && externalId.Length == 0)
        {
            errors.Invalid(wish.TokenName);
        }

        if (errors.Any)
        {
            return null;
        }

        var verified = wish.VerifyToken.Or(null) is { Length: > 0 } verifyToken ? inbox with { WebhookSecret = verifyToken } : inbox;
        var url = settings.PublicUrl + ChannelWebhook.PathOf(inbox);
        var known = await AskAsync(verified, externalId, token, url, wish, errors, cancellationToken);
        if (errors.Any)
        {
            return null;
        }

        known[ChannelSettings.CallbackUrl] = url;
        return new PreparedChannel(
            verified with { ChannelSettings = AttributeObject.Merge(verified.ChannelSettings, known) }, externalId, new ChannelCredentials(token, string.IsNullOrEmpty(secret) ? null : secret));
    }

    /// <summary>A token is <c>bot:secret</c>.</summary>
    private static string? BotOf(string token) => token.Split(':') is [{ Length: > 0 } bot, { Length: > 0 } secret] && bot.All(char.IsAsciiDigit)
        && secret.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? bot : null;

    /// <returns>What the provider says of the number, page, account or bot.</returns>
    private async Task<JsonObject> AskAsync(
        Inbox inbox, string externalId, string token, string url, ChannelWish wish, RecordErrors errors, CancellationToken cancellationToken)
    {
        var id = Uri.EscapeDataString(externalId);
        var answer = inbox.Channel switch
        {
            InboxChannel.WhatsApp => await call.SendAsync($"{addresses.WhatsApp}/{id}?fields=display_phone_number,verified_name", body: null, token, key: null, cancellationToken),
            InboxChannel.Facebook => await call.SendAsync($"{addresses.Messenger}/{id}?fields=name", body: null, token, key: null, cancellationToken),
            InboxChannel.Instagram => await call.SendAsync($"{addresses.Instagram}/{id}?fields=username", body: null, token, key: null, cancellationToken),
            _ => await call.SendAsync($"{addresses.Telegram}/bot{token}/getMe", body: null, token: null, key: null, cancellationToken),
        };
        if (answer.Status != ProviderAnswer.Ok || answer.Body is not { } body)
        {
            errors.Add(wish.TokenName, RecordErrorCode.Invalid, answer.Status is 0 or >= 500 ? "could not be checked: the provider does not answer" : "is not accepted by the provider");
            return [];
        }

        if (inbox.Channel is not InboxChannel.Telegram)
        {
            return [];
        }

        await TellWebhookAsync(token, url, inbox.WebhookSecret, wish, errors, cancellationToken);
        return new JsonObject { [ChannelSettings.BotName] = body.At("result").TextAt("username") };
    }

    /// <summary>Telegram is told where to send messages; Meta's apps are told by their owners.</summary>
    private async Task TellWebhookAsync(string token, string url, string secret, ChannelWish wish, RecordErrors errors, CancellationToken cancellationToken)
    {
        if (settings.PublicUrl is null)
        {
            return;
        }

        var told = await call.SendAsync(
            $"{addresses.Telegram}/bot{token}/setWebhook",
            new JsonObject { ["url"] = url, ["secret_token"] = secret, ["allowed_updates"] = new JsonArray("message", "callback_query", "my_chat_member") },
            token: null,
            key: null,
            cancellationToken);
        if (told.Status != ProviderAnswer.Ok)
        {
            errors.Add(wish.TokenName, RecordErrorCode.Invalid, $"could not be connected: {told.Body.TextAt("description") ?? told.Reason}");
        }
    }
}
