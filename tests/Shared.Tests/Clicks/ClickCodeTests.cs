using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Clicks;

namespace OneLink.Shared.Tests.Clicks;

public sealed class ClickCodeTests
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly Arbitrary<(ulong High, ulong Low)> Ids = Arb.From(
        from high in ArbMap.Default.GeneratorFor<ulong>()
        from low in ArbMap.Default.GeneratorFor<ulong>()
        select ((high & ~0xF000UL) | 0x7000, (low & ~(3UL << 62)) | (1UL << 63)));

    [Fact]
    public void Code_OfAnyClick_TellsItsSecondAndTheEndOfItsId()
        => Prop.ForAll(Ids, id =>
        {
            var code = CodeOf(id);
            Assert.True(ClickCode.TryRead(code, out var second, out var random));
            var clicked = (long)(id.High >> 16) / 1_000;
            Assert.Equal(clicked % ClickCode.Period, second);
            Assert.EndsWith(random.ToString("x6", System.Globalization.CultureInfo.InvariantCulture), ClickIdText.Format(id.High, id.Low), StringComparison.Ordinal);
            foreach (var later in new[] { 0, 1, 3_600, ClickCode.Period - 1 })
            {
                Assert.Equal(clicked, ClickCode.SecondBefore(second, clicked + later));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Code_WithAWrongLetterOrTwoExchanged_IsNone()
        => Prop.ForAll(Ids, id =>
        {
            var code = CodeOf(id);
            for (var i = 0; i < code.Length; i++)
            {
                foreach (var letter in Letters.Where(letter => letter != code[i]))
                {
                    Assert.False(ClickCode.TryRead(code[..i] + letter + code[(i + 1)..], out _, out _));
                }

                for (var j = i + 1; j < code.Length; j++)
                {
                    var letters = code.ToCharArray();
                    (letters[i], letters[j]) = (letters[j], letters[i]);
                    Assert.Equal(code[i] == code[j], ClickCode.TryRead(letters, out _, out _));
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000")]
    [InlineData("000000000")]
    [InlineData("000000000a")]
    [InlineData("00000000I0")]
    [InlineData("000000000Ⅰ")]
    public void Text_ThatIsNoCode_IsNotRead(string text) => Assert.False(ClickCode.TryRead(text, out _, out _));

    internal static string CodeOf((ulong High, ulong Low) id)
    {
        Span<byte> code = stackalloc byte[ClickCode.Length];
        ClickCode.Write(id.High, id.Low, code);
        return Encoding.ASCII.GetString(code);
    }
}
