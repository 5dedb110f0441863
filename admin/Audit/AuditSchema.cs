using OneLink.Admin.Access;
using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Audit;

/// <summary>Entries of the audit log, as the API description shows them.</summary>
internal static class AuditSchema
{
    private static readonly ApiObject Actor = ApiObject.Answered(
        "AuditActor",
        "Who made a change.",
        new("type", ApiType.OneOf(ActorKind.Key, ActorKind.User, ActorKind.PlatformApp, ActorKind.System), "An API key, a person, a platform app, or OneLink itself."),
        new("id", ApiType.Text().OrNull(), "Of the key, person or app."),
        new("name", ApiType.Text(), "At that time."));

    private static readonly ApiObject Object = ApiObject.Answered(
        "AuditObject",
        "What was changed.",
        new("type", ApiType.Text().Like("link"), "Its kind: the action's first word."),
        new("id", ApiType.Text().OrNull(), "Its id; of a bulk creation, the first link's."),
        new("lastId", ApiType.Text(), "Of a bulk creation, the last link's; the ids between them are its links'.") { IsOptional = true },
        new("name", ApiType.Text().OrNull(), "Its slug, host or name at that time."));

    private static readonly ApiObject Change = ApiObject.Answered(
        "AuditChange",
        "A field that has another value now.",
        new("field", ApiType.Text(), "Its name in the API."),
        new("from", ApiType.Any, "Before; left out where there was none, for secrets, and for values of more than 2,000 characters.") { IsOptional = true },
        new("to", ApiType.Any, "After, by the same rule.") { IsOptional = true });

    private static readonly ApiObject Entry = ApiObject.Answered(
        "AuditEntry",
        "A change, or a bulk of them.",
        new("id", ApiType.Text(), "Of the entry."),
        new("createdAt", ApiType.Time, "When it happened."),
        new("actor", ApiType.Of(Actor), "Who did it."),
        new("action", ApiType.Text().Like(AuditAction.LinkUpdated), "What was done."),
        new("object", ApiType.Of(Object), "To what."),
        new("count", ApiType.Count, "Objects that the entry tells of."),
        new("changes", ApiType.ListOf(ApiType.Of(Change)), "Fields that have another value now, without secrets."),
        new("requestId", ApiType.Text().OrNull(), "`X-Request-Id` of the request that asked for it."));

    public static ApiObject Page { get; } = LinkSchema.PageOf("AuditPage", Entry);
}
