using OneLink.Admin.Validation;

namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>What is to be stored of a key; what is not given stays.</summary>
internal sealed record IntegrationKeyInput
{
    public Given<string?> Name { get; init; }

    public Given<IReadOnlyList<string>?> Scopes { get; init; }

    public IntegrationKey ApplyTo(IntegrationKey key, long at) => key with
    {
        Name = (Name.Or(key.Name) ?? "").Trim(),
        Scopes = Scopes.IsGiven ? string.Join(' ', (Scopes.Value ?? []).Distinct(StringComparer.Ordinal)) : key.Scopes,
        UpdatedAt = at,
    };
}
