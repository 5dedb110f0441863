using OneLink.Admin.Domains.Verification;

namespace OneLink.Admin.Tests.Domains.Verification;

/// <summary>A DNS that a test writes.</summary>
internal sealed class FakeTxt : ITxtResolver
{
    public Dictionary<string, List<string>> Records { get; } = new(StringComparer.Ordinal);

    public bool IsAway { get; set; }

    public Task<IReadOnlyList<string>?> ResolveAsync(string name, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>?>(IsAway ? null : Records.GetValueOrDefault(name, []));
}
