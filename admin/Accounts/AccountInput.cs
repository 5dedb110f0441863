using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>What is to be stored of an account; what is not given stays.</summary>
internal sealed record AccountInput
{
    public Given<string?> Name { get; init; }

    public Given<string?> Locale { get; init; }

    public Given<string?> Domain { get; init; }

    public Given<string?> SupportEmail { get; init; }

    public Given<string?> Status { get; init; }

    public Given<string?> Tier { get; init; }

    /// <summary>Switches these flags.</summary>
    public IReadOnlyDictionary<string, bool> Features { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>Replaces all, see <see cref="AccountLimits"/>.</summary>
    public Given<JsonObject?> Limits { get; init; }

    /// <summary>Replaces all.</summary>
    public Given<JsonObject?> CustomAttributes { get; init; }

    /// <summary>Replaces these and leaves the others.</summary>
    public JsonObject MergedAttributes { get; init; } = [];

    /// <summary>Replaces these and leaves the others, see <see cref="AccountSettings"/>.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The account with this; what is wrong with it is added to the errors.</summary>
    public Account ApplyTo(Account account, long at, RecordErrors errors)
    {
        var changed = account with
        {
            Name = (Name.Or(account.Name) ?? "").Trim(),
            Locale = Locale.Or(null) ?? account.Locale,
            Domain = Domain.Or(account.Domain),
            SupportEmail = SupportEmail.Or(account.SupportEmail),
            Status = Status.Or(null) ?? account.Status,
            Tier = Tier.Or(account.Tier),
            Features = AccountFeatures.With(account.Features, Features),
            CustomAttributes = AttributeObject.Merge(
                CustomAttributes.IsGiven ? AttributeObject.Write(CustomAttributes.Value) : account.CustomAttributes, MergedAttributes),
            Settings = AttributeObject.Merge(account.Settings, Settings),
            UpdatedAt = at,
        };
        if (Limits.IsGiven)
        {
            changed = AccountLimits.Replace(changed, Limits.Value ?? [], errors);
        }

        Check(errors, changed);
        return changed;
    }

    private void Check(RecordErrors errors, Account account)
    {
        const int DomainLength = 100;
        TextRules.Present(errors, "name", account.Name);
        TextRules.Length(errors, "name", account.Name);
        TextRules.Length(errors, "domain", account.Domain, DomainLength);
        TextRules.Length(errors, "support_email", account.SupportEmail);
        if (!AccountLocale.IsKnown(account.Locale))
        {
            errors.NotIncluded("locale");
        }

        if (!AccountStatus.IsKnown(account.Status))
        {
            errors.NotIncluded("status");
        }

        if (account.Tier is { } tier && !AccountTier.IsKnown(tier))
        {
            errors.NotIncluded("tier");
        }

        AccountSettings.Check(errors, Settings);
    }
}
