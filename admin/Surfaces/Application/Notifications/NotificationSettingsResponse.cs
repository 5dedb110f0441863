using OneLink.Admin.Accounts;
using OneLink.Admin.Notifications;

namespace OneLink.Admin.Surfaces.Application.Notifications;

/// <summary>What the caller wants to be told of in an account. It has the id of the person's place there: each has one.</summary>
internal sealed record NotificationSettingsResponse
{
    public const string EmailPrefix = "email_";
    public const string PushPrefix = "push_";

    public required long Id { get; init; }

    public required long UserId { get; init; }

    public required long AccountId { get; init; }

    public required IReadOnlyList<string> AllEmailFlags { get; init; }

    public required IReadOnlyList<string> SelectedEmailFlags { get; init; }

    public required IReadOnlyList<string> AllPushFlags { get; init; }

    public required IReadOnlyList<string> SelectedPushFlags { get; init; }

    public static NotificationSettingsResponse Of(Membership membership, NotificationSettings settings) => new()
    {
        Id = membership.Id,
        UserId = membership.UserId,
        AccountId = membership.AccountId,
        AllEmailFlags = Names(EmailPrefix, ~0),
        SelectedEmailFlags = Names(EmailPrefix, settings.EmailFlags),
        AllPushFlags = Names(PushPrefix, ~0),
        SelectedPushFlags = Names(PushPrefix, settings.PushFlags),
    };

    private static string[] Names(string prefix, long flags)
        => [.. NotificationType.All.Where(type => (flags & NotificationType.BitOf(type)) != 0).Select(type => prefix + type)];
}
