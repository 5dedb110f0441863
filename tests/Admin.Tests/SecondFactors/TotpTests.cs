using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.SecondFactors;

namespace OneLink.Admin.Tests.SecondFactors;

public sealed class TotpTests
{
    private static readonly byte[] Rfc6238Secret = "12345678901234567890"u8.ToArray();

    /// <summary>RFC 6238, appendix B: those of SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Code_OfTheRfcsTimes_IsTheRfcs(long seconds, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, Totp.Code(Rfc6238Secret, Totp.StepAt(at), digits: 8));
        Assert.Equal(Totp.StepAt(at), Totp.MatchingStep(Rfc6238Secret, code[2..], at));
    }

    /// <summary>RFC 4226, appendix D: the same with a counter.</summary>
    [Fact]
    public void Code_OfTheFirstSteps_IsRfc4226s()
        => Assert.Equal(
            ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"],
            Enumerable.Range(0, 10).Select(step => Totp.Code(Rfc6238Secret, step)));

    /// <summary>A code counts in its own half minute and the ones beside it, to the second.</summary>
    [Fact]
    public void MatchingStep_OfAnyCodeAtAnyTime_IsFoundExactlyNearIt()
        => Prop.ForAll(
            (from secret in Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf(Totp.SecretBytes)
             from seconds in Gen.Choose(0, int.MaxValue)
             from drift in Gen.Choose(-100, 100)
             select (secret, Made: DateTimeOffset.FromUnixTimeSeconds(seconds + 100L), drift)).ToArbitrary(),
            draw =>
            {
                var (step, now) = (Totp.StepAt(draw.Made), draw.Made.AddSeconds(draw.drift));
                var code = Totp.Code(draw.secret, step);

                // Two steps may have the same code.
                var expected = Enumerable.Range(-1, 3).Select(offset => (long?)Totp.StepAt(now) + offset).LastOrDefault(near => Totp.Code(draw.secret, near!.Value) == code);
                return Totp.MatchingStep(draw.secret, code, now) == expected && (Math.Abs(Totp.StepAt(now) - step) > 1 || expected is not null);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("-12345")]
    [InlineData("٣٤٥٦٧٨")]
    public void MatchingStep_OfWhatIsNoCode_IsNone(string text) => Assert.Null(Totp.MatchingStep(Rfc6238Secret, text, DateTimeOffset.UnixEpoch));

    /// <summary>RFC 4648, section 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Encode_OfTheRfcsBytes_IsTheRfcs(string bytes, string text) => Assert.Equal(text, Base32.Encode(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void Uri_OfAnAddress_IsEscaped()
        => Assert.Equal("otpauth://totp/OneLink:a%2Bb%40acme.com?secret=MZXW6&issuer=OneLink&algorithm=SHA1&digits=6&period=30", Totp.Uri("MZXW6", "a+b@acme.com"));

    [Fact]
    public void RecoveryCode_HoweverItIsWritten_IsTheSame()
    {
        var code = RecoveryCode.New();

        Assert.Matches("^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$", code);
        Assert.Equal(RecoveryCode.HashOf(code), RecoveryCode.HashOf($" {code.Replace("-", "", StringComparison.Ordinal).ToUpper(CultureInfo.InvariantCulture)} "));
        Assert.Null(RecoveryCode.HashOf(code[1..]));
        Assert.Null(RecoveryCode.HashOf("123456"));
    }
}
