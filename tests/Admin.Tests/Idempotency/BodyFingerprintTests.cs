using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Idempotency;

namespace OneLink.Admin.Tests.Idempotency;

public sealed class BodyFingerprintTests
{
    private const string Boundary = "--aab";

    /// <summary>Pieces of which boundaries come together, also across reads.</summary>
    private static readonly Gen<string[]> Bodies = Gen.Elements("-", "--", "a", "aa", "b", "aab", "--aab", "ab--", "x").ArrayOf();

    [Fact]
    public void Fingerprint_HoweverTheBodyArrives_IsThatOfTheBodyWithoutBoundaries()
        => Prop.ForAll(
            Bodies.ToArbitrary(),
            static pieces => Fingerprint(Boundary, pieces).SequenceEqual(Fingerprint("", string.Concat(pieces).Replace(Boundary, "", StringComparison.Ordinal))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Fingerprint_OfAnotherTarget_IsAnother()
        => Assert.NotEqual(Fingerprint("", "x"), FingerprintOf("POST /keys", "", "x"));

    private static byte[] Fingerprint(string boundary, params string[] reads) => FingerprintOf("POST /links/import", boundary, reads);

    private static byte[] FingerprintOf(string target, string boundary, params string[] reads)
    {
        using var fingerprint = new BodyFingerprint(target, boundary);
        foreach (var read in reads)
        {
            fingerprint.Append(Encoding.UTF8.GetBytes(read));
        }

        return fingerprint.Finish();
    }
}
