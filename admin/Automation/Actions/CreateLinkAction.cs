using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Access;
using OneLink.Admin.Automation.Texts;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Automation.Actions;

/// <summary>
/// Makes a link for the conversation's contact: the fields of <c>POST /links</c>, in whose texts places are filled, over the
/// content of the link that <c>template</c> names. What is sent afterwards carries it as <c>{{link.short_url}}</c>.
/// </summary>
internal sealed class CreateLinkAction(LinkWriter links, DomainRepository domains) : IConversationAction
{
    private const string Template = "template";

    /// <summary>Of which there can be one only: a rule makes many links.</summary>
    private static readonly string[] Unique = ["slug", "externalId"];

    public string Name => "create_link";

    public async Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call)
        => (await ReadAsync(scope, accountId, call, PlaceValues.Samples)).Refusal;

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        var (scope, conversation) = (run.Edit.Scope, run.Edit.Conversation);
        var (input, refusal) = await ReadAsync(scope, conversation.AccountId, call, await PlaceValues.OfAsync(run));
        if (input is null)
        {
            return refusal;
        }

        var outcome = await links.CreateAsync(scope, Actor(run), new LinkWish(input));
        if (outcome.Link is not { } link)
        {
            return outcome.Problem!.Detail;
        }

        await LinkRecipients.InsertAsync(scope, new LinkRecipient
        {
            LinkId = link.Id.Value,
            AccountId = link.AccountId,
            ContactId = conversation.ContactId,
            ConversationId = conversation.Id,
            CreatedAt = run.Edit.Now,
        });
        run.Link = new MadeLink(link.Id.Value, ShortUrls.Of(input.Domain, link.Slug));
        return null;
    }

    /// <returns>The link, or why there is none.</returns>
    private async Task<(LinkInput? Input, string? Refusal)> ReadAsync(WriteScope scope, long accountId, ActionCall call, IReadOnlyDictionary<string, string> values)
    {
        if (call.Values is not [JsonObject fields])
        {
            return (null, "needs an object with url or template");
        }

        if (Unique.FirstOrDefault(fields.ContainsKey) is { } unique)
        {
            return (null, $"cannot give every link the same {unique}");
        }

        var ofAccount = await domains.InAsync(scope, accountId);
        var (baseline, domain) = (new LinkContent(), ofAccount.Default);
        if (fields[Template] is { } name)
        {
            if (await LinkRepository.FindAsync(scope, accountId, LinkReference.Of(name.ToString()), domain) is not { } template)
            {
                return (null, $"names link {name}, which must exist");
            }

            (baseline, domain) = (template.Content with { ExternalId = null }, ofAccount.ById(template.DomainId));
        }

        var body = Placeholders.Fill(fields, values)!.AsObject();
        body.Remove(Template);
        using var document = JsonDocument.Parse(body.ToJsonString(RelaxedJson.Compact));
        var errors = new FieldErrors();
        var input = LinkReader.Read(document.RootElement, ofAccount, baseline, domain, errors);
        return input is not null ? (input, null) : (null, Describe(errors));
    }

    private static string Describe(FieldErrors errors) => string.Join(' ', errors.ByPath.Select(path => $"{path.Key} {string.Join(' ', path.Value)}"));

    private static Actor Actor(ActionRun run) => run.UserId is { } user
        ? new Actor(run.Edit.Conversation.AccountId, ActorKind.User, user.ToString(CultureInfo.InvariantCulture), run.Edit.Author.Name ?? "", RequestId: null)
        : Access.Actor.System(run.Edit.Conversation.AccountId);
}
