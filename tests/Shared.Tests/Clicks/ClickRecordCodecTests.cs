using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Clicks;

public class ClickRecordCodecTests
{
    /// <summary>The record of docs/formats/click.md, byte for byte. When this changes, raise the version and keep reading the old one.</summary>
    private const string Golden = "03" + Body + "04" + "CB007100" + "0D0C0B0A04030201";

    /// <summary>What edges wrote before the address key came.</summary>
    private const string GoldenOfVersion2 = "02" + Body + "04" + "CB007100";

    /// <summary>What edges wrote before the address came: it may still lie in a spool.</summary>
    private const string GoldenOfVersion1 = "01" + Body;

    private const string Body =
        "000001" + "0068E5CF8B010000" + "EFCDAB8967452301" + "1032547698BADCFE" + "0807060504030201" + "04030201" + "09000000"
        + "8877665544332211" + "01" + "01" + "02" + "03" + "00" + "11" + "02" + "01" + "2E01" + "4445"
        + "0544452D4259" + "026465" + "0D696E7374616772616D2E636F6D" + "00" + "0141" + "00"
        + "0900" + "0461636D65" + "00000000";

    [Fact]
    public void Encode_KnownClick_GivesGoldenBytes()
    {
        byte[] buffer = new byte[ClickRecordCodec.MaxBytes];
        int length = ClickRecordCodec.Encode(Example(), buffer);
        Assert.Equal(Golden, Convert.ToHexString(buffer.AsSpan(0, length)));
    }

    [Fact]
    public void TryDecode_GoldenBytes_GivesTheClickBack()
    {
        Assert.True(ClickRecordCodec.TryDecode(Convert.FromHexString(Golden), out ClickRecord click));
        Assert.Equal(1_700_000_000_000, click.UnixTimeMs);
        Assert.Equal(0x0123456789ABCDEFUL, click.IdHigh);
        Assert.Equal(new DeviceInfo(Platform.Ios, DeviceClass.Mobile, BrowserFamily.Safari, InAppBrowser.Instagram, BotKind.None, 17, 2), click.Device);
        Assert.Equal("DE-BY", Encoding.UTF8.GetString(click.Region));
        Assert.Equal("instagram.com", Encoding.UTF8.GetString(click.Referrer));
        Assert.Equal("A", Encoding.UTF8.GetString(click.Variant));
        Assert.Equal("acme", Encoding.UTF8.GetString(UtmBlock.Get(click.Utm, 0)));
        Assert.True(UtmBlock.Get(click.Utm, 4).IsEmpty);
        Assert.Equal([203, 0, 113, 0], click.Address.ToArray());
        Assert.Equal(0x010203040A0B0C0DUL, click.AddressKey);
    }

    [Fact]
    public void TryDecode_Version2_GivesTheClickWithoutAddressKey()
    {
        Assert.True(ClickRecordCodec.TryDecode(Convert.FromHexString(GoldenOfVersion2), out ClickRecord click));
        Assert.Equal([203, 0, 113, 0], click.Address.ToArray());
        Assert.Equal(0UL, click.AddressKey);
        Assert.False(ClickRecordCodec.TryDecode(Convert.FromHexString(GoldenOfVersion2 + "00"), out _));
    }

    [Fact]
    public void TryDecode_Version1_GivesTheClickWithoutAddress()
    {
        Assert.True(ClickRecordCodec.TryDecode(Convert.FromHexString(GoldenOfVersion1), out ClickRecord click));
        Assert.Equal(0x0123456789ABCDEFUL, click.IdHigh);
        Assert.Equal("acme", Encoding.UTF8.GetString(UtmBlock.Get(click.Utm, 0)));
        Assert.True(click.Address.IsEmpty);
        Assert.False(ClickRecordCodec.TryDecode(Convert.FromHexString(GoldenOfVersion1 + "00"), out _));
    }

    [Fact]
    public void TryDecode_BytesChangedAnywhere_GivesARecordOrRefuses()
        => Prop.ForAll(
            Gen.Choose(0, (Golden.Length / 2) - 1).ArrayOf().ToArbitrary(),
            Gen.Choose(0, 255).ArrayOf(32).ToArbitrary(),
            static (places, values) =>
            {
                byte[] bytes = Convert.FromHexString(Golden);
                for (int i = 0; i < places.Length; i++)
                {
                    bytes[places[i]] = (byte)values[i % values.Length];
                }

                if (!ClickRecordCodec.TryDecode(bytes, out ClickRecord click))
                {
                    return true;
                }

                // What was taken for a record is one: it comes back the same.
                byte[] again = new byte[ClickRecordCodec.MaxBytes];
                int length = ClickRecordCodec.Encode(click, again);
                return ClickRecordCodec.TryDecode(again.AsSpan(0, length), out ClickRecord back)
                    && back.IdHigh == click.IdHigh && back.Slug.SequenceEqual(click.Slug) && back.Address.SequenceEqual(click.Address);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryDecode_AnyTruncation_IsRefused()
    {
        byte[] whole = Convert.FromHexString(Golden);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.False(ClickRecordCodec.TryDecode(whole.AsSpan(0, length), out _), $"accepted {length} of {whole.Length} bytes");
        }
    }

    [Fact]
    public void TryDecode_ArbitraryBytes_NeverThrows()
        => Prop.ForAll<byte[]>(bytes =>
        {
            byte[] behindVersion = [ClickRecordCodec.Version, .. bytes ?? []];
            bool decoded = ClickRecordCodec.TryDecode(behindVersion, out ClickRecord click);
            return !decoded || click.Device.Platform <= Platform.ChromeOs;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_AnyStrings_ComeBackCutAtCharacters()
        => Prop.ForAll<NonNull<string>, NonNull<string>>((first, second) =>
        {
            byte[] slug = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(first.Get, 40)));
            byte[] referrer = Encoding.UTF8.GetBytes(second.Get);
            var click = new ClickRecord { Slug = slug, Referrer = referrer, Kind = ClickKind.Bot };
            byte[] buffer = new byte[ClickRecordCodec.MaxBytes];
            int length = ClickRecordCodec.Encode(click, buffer);
            return ClickRecordCodec.TryDecode(buffer.AsSpan(0, length), out ClickRecord back)
                && slug.AsSpan().StartsWith(back.Slug)
                && (back.Slug.Length == slug.Length || back.Slug.Length > ClickRecordCodec.MaxStringBytes - 4)
                && System.Text.Unicode.Utf8.IsValid(back.Slug)
                && (referrer.Length > ClickRecordCodec.MaxStringBytes || back.Referrer.SequenceEqual(referrer));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_LongestStrings_FitMaxBytes()
    {
        byte[] longest = Encoding.ASCII.GetBytes(new string('x', 1000));
        byte[] utm = new byte[UtmBlock.MaxBytes];
        for (int i = 0; i < UtmBlock.Count; i++)
        {
            utm[i * 256] = byte.MaxValue;
        }

        var click = new ClickRecord { Region = longest, Language = longest, Referrer = longest, Rule = longest, Variant = longest, Slug = longest, Utm = utm, Address = new byte[16] };
        Assert.Equal(ClickRecordCodec.MaxBytes, ClickRecordCodec.Encode(click, new byte[ClickRecordCodec.MaxBytes]));
    }

    private static ClickRecord Example() => new()
    {
        IdHigh = 0x0123456789ABCDEF,
        IdLow = 0xFEDCBA9876543210,
        UnixTimeMs = 1_700_000_000_000,
        LinkId = 0x0102030405060708,
        AccountId = 0x01020304,
        DomainId = 9,
        Visitor = 0x1122334455667788,
        Kind = ClickKind.Human,
        Trigger = ClickTrigger.Qr,
        Destination = DestinationKind.Url,
        Device = new DeviceInfo(Platform.Ios, DeviceClass.Mobile, BrowserFamily.Safari, InAppBrowser.Instagram, BotKind.None, 17, 2),
        Status = 302,
        Country = 'D' | ('E' << 8),
        Region = "DE-BY"u8,
        Language = "de"u8,
        Referrer = "instagram.com"u8,
        Variant = "A"u8,
        Utm = "\u0004acme\0\0\0\0"u8,
        Address = (byte[])[203, 0, 113, 0],
        AddressKey = 0x010203040A0B0C0D,
    };
}
