using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Shared.Feed;

/// <summary>The accounts whose links an edge carries: all, or the ones that are named.</summary>
public sealed class FeedScope : IEquatable<FeedScope>
{
    private readonly long[]? _accounts;

    private FeedScope(long[]? accounts)
    {
        _accounts = accounts;
        Fingerprint = accounts is null ? 0 : FingerprintOf(ToString());
    }

    /// <summary>Every account, also those to come.</summary>
    public static FeedScope All { get; } = new(accounts: null);

    public bool IsAll => _accounts is null;

    /// <summary>Whether nothing is carried: two scopes had no account in common.</summary>
    public bool IsEmpty => _accounts is [];

    /// <summary>Accounts in ascending order; none where all are carried.</summary>
    public IReadOnlyList<long> Accounts => _accounts ?? [];

    /// <summary>Tells one scope from another, in a checkpoint and on the wire; 0 for all accounts.</summary>
    public ulong Fingerprint { get; }

    /// <param name="accounts">Each once or more, in any order.</param>
    public static FeedScope Of(IEnumerable<long> accounts) => new([.. accounts.Distinct().Order()]);

    /// <summary>Reads ids of accounts that are separated by commas; nothing means all.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FeedScope? scope)
    {
        scope = All;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var accounts = new List<long>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long account) || account is < 1 or > uint.MaxValue)
            {
                scope = null;
                return false;
            }

            accounts.Add(account);
        }

        scope = Of(accounts);
        return true;
    }

    public bool Holds(long account) => _accounts is null || Array.BinarySearch(_accounts, account) >= 0;

    /// <summary>What both carry.</summary>
    public FeedScope Within(FeedScope other)
        => IsAll ? other : other.IsAll ? this : Of(Accounts.Intersect(other.Accounts));

    public bool Equals(FeedScope? other)
        => other is not null && IsAll == other.IsAll && Accounts.SequenceEqual(other.Accounts);

    public override bool Equals(object? obj) => Equals(obj as FeedScope);

    public override int GetHashCode() => Fingerprint.GetHashCode();

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => string.Join(',', Accounts.Select(static account => account.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Never 0, which means all.</summary>
    private static ulong FingerprintOf(string text)
        => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text))) | 1;
}
