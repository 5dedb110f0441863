using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>What is to be stored of a person's place in an account; what is not given stays.</summary>
internal sealed record MemberInput
{
    public Given<string?> Role { get; init; }

    public Given<string?> Availability { get; init; }

    public Given<bool?> AutoOffline { get; init; }

    /// <summary>The place with this; what is wrong with it is added to the errors.</summary>
    public Membership ApplyTo(Membership membership, long at, RecordErrors errors)
    {
        var changed = membership with
        {
            Role = Role.Or(null) ?? membership.Role,
            Availability = Availability.Or(null) ?? membership.Availability,
            IsAutoOffline = (AutoOffline.Or(null) ?? membership.IsAutoOffline != 0) ? 1 : 0,
            UpdatedAt = at,
        };
        if (!AccountRole.IsKnown(changed.Role))
        {
            errors.NotIncluded("role");
        }

        if (!Accounts.Availability.IsKnown(changed.Availability))
        {
            errors.NotIncluded("availability");
        }

        return changed;
    }
}
