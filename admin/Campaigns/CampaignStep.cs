using System.Text.Json.Nodes;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Channels;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Campaigns;

/// <summary>
/// Writes to one recipient, in one transaction (docs/decisions/0024-audiences-and-campaigns.md):
/// 1. whether the campaign runs, the pace allows it, and the recipient still waits;
/// 2. whether the inbox can send: else the campaign is paused;
/// 3. whether the contact is there and may be written to there: else it is skipped;
/// 4. whether it is within the contact's quiet hours: then it is put off;
/// 5. whether the channel takes what is to be said now: else it is skipped;
/// 6. the message, in the conversation that is under way or a new one that is out of sight until the contact answers, and
///    the recipient as sent.
/// </summary>
internal sealed class CampaignStep(ChannelConversations conversations, ContactInboxes contactInboxes, TimeProvider clock)
{
    /// <summary>Among the additional attributes of its messages and conversations.</summary>
    private const string CampaignId = "campaign_id";

    /// <param name="scope">The transaction.</param>
    /// <param name="accountId">Whose campaign.</param>
    /// <param name="campaignId">Which.</param>
    /// <param name="recipientId">Whom.</param>
    /// <returns>What became of it, and why where it was refused.</returns>
    public async Task<(CampaignProgress Progress, string? Detail)> TakeAsync(WriteScope scope, long accountId, long campaignId, long recipientId)
    {
        // 1.
        var moment = clock.GetUtcNow();
        var now = moment.ToUnixTimeMilliseconds();
        if (await CampaignRepository.FindAsync(scope, accountId, campaignId) is not { State: CampaignState.Running } campaign)
        {
            return (CampaignProgress.Stopped, null);
        }

        if (!CampaignPace.MaySend(campaign, now))
        {
            return (CampaignProgress.TooEarly, null);
        }

        if (await CampaignRecipients.FindDueAsync(scope, recipientId, now) is not { } recipient)
        {
            return (CampaignProgress.Settled, null);
        }

        // 2.
        var inbox = campaign.InboxId is { } inboxId ? await InboxRepository.FindAsync(scope, accountId, inboxId) : null;
        if (inbox is null || !await IsConnectedAsync(scope, inbox))
        {
            await CampaignRepository.UpdateAsync(scope, CampaignChanges.Paused(campaign, inbox is null ? PauseReason.InboxGone : PauseReason.InboxDisconnected, detail: null, now));
            return (CampaignProgress.Stopped, null);
        }

        // 3.
        var contact = recipient.ContactId is { } contactId ? await ContactRepository.FindAsync(scope, accountId, contactId) : null;
        if (contact is null or { Blocked: true })
        {
            return await SkipAsync(scope, recipient, contact is null ? SkipReason.ContactGone : SkipReason.Blocked, now);
        }

        if (await IsOptedOutAsync(scope, contact, inbox))
        {
            return await SkipAsync(scope, recipient, SkipReason.OptedOut, now);
        }

        // 4.
        if (campaign.Quiet is { } quiet && (ContactZone.Of(contact) ?? campaign.ZoneFor(inbox)) is var zone && quiet.Contains(moment, zone))
        {
            await CampaignRecipients.PutOffAsync(scope, recipient.Id, quiet.EndAfter(moment, zone).ToUnixTimeMilliseconds());
            return (CampaignProgress.Settled, null);
        }

        // 5.
        if (await PlaceAsync(scope, contact, inbox) is not { } place)
        {
            return await SkipAsync(scope, recipient, SkipReason.NoAddress, now);
        }

        if (campaign.TemplateParams is null && inbox.IsSandbox == 0 && !await IsWindowOpenAsync(scope, place, inbox, now))
        {
            return await SkipAsync(scope, recipient, SkipReason.WindowClosed, now);
        }

        // 6.
        var begun = new ConversationInput { Status = ConversationStatus.Snoozed, AdditionalAttributes = new JsonObject { [CampaignId] = campaign.Id } };
        var said = await conversations.SayAsync(scope, inbox, place, InputOf(campaign), Author.System, begun);
        if (!said.TryGet(out var message))
        {
            return (CampaignProgress.Refused, string.Join(", ", said.Errors!.All.Select(error => error.FullMessage)));
        }

        await CampaignRecipients.SentAsync(scope, recipient.Id, message, now);
        await CampaignRepository.MovePaceAsync(scope, campaign, CampaignPace.After(campaign, now));
        return (CampaignProgress.Settled, null);
    }

    private static async Task<(CampaignProgress Progress, string? Detail)> SkipAsync(WriteScope scope, CampaignRecipient recipient, string reason, long now)
    {
        await CampaignRecipients.SkipAsync(scope, recipient.Id, reason, detail: null, now);
        return (CampaignProgress.Settled, null);
    }

    private static async Task<bool> IsConnectedAsync(WriteScope scope, Inbox inbox)
        => inbox.IsSandbox != 0 || !InboxChannel.IsProvider(inbox.Channel)
            || await scope.FirstOrDefaultAsync<long?>("SELECT inbox_id FROM channel_connections WHERE inbox_id = @Id", new { inbox.Id }) is not null;

    /// <summary>Whoever wants nothing under one of several addresses of an inbox wants nothing there.</summary>
    private static async Task<bool> IsOptedOutAsync(WriteScope scope, Contact contact, Inbox inbox)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM contact_inboxes WHERE contact_id = @contactId AND inbox_id = @inboxId AND opted_out_at IS NOT NULL LIMIT 1",
            new { contactId = contact.Id, inboxId = inbox.Id }) is not null;

    /// <summary>As the inbox knows the contact, or would by its channel. A visitor of a web page is reached only where he is.</summary>
    private async Task<ContactInbox?> PlaceAsync(WriteScope scope, Contact contact, Inbox inbox)
        => await ContactInboxRepository.LastAsync(scope, contact.AccountId, contact.Id, inbox.Id)
            ?? (inbox.Channel != InboxChannel.WebWidget && (await contactInboxes.AddAsync(scope, contact, inbox, sourceId: null)).TryGet(out var added) ? added : null);

    private static async Task<bool> IsWindowOpenAsync(WriteScope scope, ContactInbox place, Inbox inbox, long now)
    {
        var heardAt = await scope.FirstOrDefaultAsync<long?>(
            "SELECT MAX(last_incoming_at) FROM conversations WHERE contact_inbox_id = @Id AND account_id = @AccountId", new { place.Id, place.AccountId });
        return ReplyWindow.ClosesAt(heardAt, inbox) is not { } closesAt || now < closesAt;
    }

    private static MessageInput InputOf(Campaign campaign)
    {
        var attributes = new JsonObject
        {
            [CampaignId] = campaign.Id,
            [AddressedMessage.Metadata] = new JsonObject { ["trackLinks"] = true, ["campaign"] = campaign.Name },
        };
        if (campaign.Template is { } template)
        {
            attributes[SendTemplateAction.Parameters] = template;
        }

        return new MessageInput
        {
            Content = campaign.Message ?? AttributeObject.Text(campaign.Template!, "name"),
            AdditionalAttributes = attributes,
            SenderKind = campaign.CreatorId is null ? null : SenderKind.User,
            SenderId = campaign.CreatorId,
        };
    }
}
