using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

public sealed class FormFactorTests
{
    [Theory]
    [InlineData(DeviceClass.Mobile, "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36")]
    [InlineData(DeviceClass.Tablet, "Mozilla/5.0 (Linux; Android 13; SM-X900) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData(DeviceClass.Tablet, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData(DeviceClass.Tablet, "Mozilla/5.0 (Android 14; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0")]
    [InlineData(DeviceClass.Tv, "Mozilla/5.0 (Linux; Android 9; BRAVIA 4K UR2 Build/PTT1.190515.001.S52) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/77.0.3865.116 Safari/537.36")]
    [InlineData(DeviceClass.Tv, "Mozilla/5.0 (Linux; Android 12; Chromecast Build/STTE.230319.008.H1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Safari/537.36 CrKey/1.56.500000")]
    [InlineData(DeviceClass.Tv, "Mozilla/5.0 (Linux; Android 7.1.2; AFTMM Build/NS6265; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/70.0.3538.110 Mobile Safari/537.36")]
    [InlineData(DeviceClass.Other, "Mozilla/5.0 (Linux; Android 12; Quest 3) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/30.0 Chrome/120.0.6099.0 VR Safari/537.36")]
    public void Classify_AndroidByConvention_TellsForm(DeviceClass expected, string userAgent) =>
        Assert.Equal(expected, Device.Of(userAgent).Class);

    [Theory]
    [InlineData("SM-T555 Build/MMB29M")]
    [InlineData("SAMSUNG SM-P585 Build/M1AJQ")]
    [InlineData("GT-P1000 Build/FROYO")]
    [InlineData("GT-N8013 Build/JZO54K")]
    [InlineData("Lenovo TB-X606F")]
    [InlineData("Lenovo YT-X705F Build/PKQ1.190319.001")]
    [InlineData("MI PAD 4 Build/OPM1.171019.019")]
    [InlineData("CMR-W09 Build/HUAWEICMR-W09")]
    [InlineData("MediaPad T1 8.0 Pro Build/HuaweiMediaPad")]
    [InlineData("Nexus 7 Build/LMY47V")]
    [InlineData("KFSUWI Build/PS7312.2333N")]
    [InlineData("24018RPACG")]
    [InlineData("OPD2203 Build/TP1A.220905.001")]
    [InlineData("A1-830 Build/KOT49H")]
    [InlineData("SomeBrand Tab 10 Build/X")]
    public void Classify_TabletThatSendsMobile_IsTablet(string model) =>
        Assert.Equal(DeviceClass.Tablet, Device.Of($"Mozilla/5.0 (Linux; Android 10; {model}) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/90.0.0.0 Mobile Safari/537.36").Class);

    [Theory]
    [InlineData("GT-I9505 Build/JDQ39")]
    [InlineData("SM-N9005 Build/KOT49H")]
    [InlineData("LG-P760 Build/IMM76L")]
    [InlineData("Nexus 5 Build/LMY48B")]
    [InlineData("HTC One Build/KTU84L")]
    [InlineData("SGH-T959V Build/IMM76I")]
    [InlineData("Coolpad 8675 Build/KOT49H")]
    [InlineData("Micromax A110 Build/JRO03C")]
    public void Classify_PhoneWithoutMobile_IsMobile(string model) =>
        Assert.Equal(DeviceClass.Mobile, Device.Of($"Mozilla/5.0 (Linux; U; Android 4.4.2; en-us; {model}) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Safari/534.30").Class);

    [Fact]
    public void Classify_BuildThatLooksLikeATablet_IsNotTheModel() =>
        Assert.Equal(DeviceClass.Mobile, Device.Of("Mozilla/5.0 (Linux; Android 8.0; SomePhone Build/OPD3.170816.012) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.91 Mobile Safari/537.36").Class);

    [Fact]
    public void Classify_WordBehindTheComment_IsNotTheModel() =>
        Assert.Equal(DeviceClass.Mobile, Device.Of("Mozilla/5.0 (Linux; Android 12; SomePhone) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/90.0.4430.91 Mobile Safari/537.36 Vendor/T95").Class);

    [Theory]
    [InlineData(DeviceClass.Mobile, "Dalvik/2.1.0 (Linux; U; Android 9; SomePhone Build/PPR1)")]
    [InlineData(DeviceClass.Tablet, "Dalvik/2.1.0 (Linux; U; Android 9; SM-T590 Build/PPR1)")]
    [InlineData(DeviceClass.Tv, "Dalvik/2.1.0 (Linux; U; Android 7.1.2; TX3 Mini Build/NHG47L)")]
    [InlineData(DeviceClass.Tv, "Dalvik/2.1.0 (Linux; U; Android 7.1.2; MXQ Pro 4K Build/NHG47L)")]
    public void Classify_Dalvik_FollowsTheModelAndNotTheConvention(DeviceClass expected, string userAgent) =>
        Assert.Equal(expected, Device.Of(userAgent).Class);

    [Theory]
    [InlineData(DeviceClass.Tablet, "\"Tablet\"")]
    [InlineData(DeviceClass.Mobile, "\"Mobile\", \"XR\"")]
    [InlineData(DeviceClass.Desktop, "\"Desktop\"")]
    [InlineData(DeviceClass.Other, "\"Watch\"")]
    [InlineData(DeviceClass.Other, "\"EInk\"")]
    [InlineData(DeviceClass.Mobile, "\"Hologram\"")]
    public void Classify_FormFactorsHint_Decides(DeviceClass expected, string hint) =>
        Assert.Equal(expected, Device.Of("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", formFactors: hint).Class);

    [Theory]
    [InlineData(DeviceClass.Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData(DeviceClass.Tablet, "Mozilla/5.0 (Windows NT 6.3; ARM; Trident/7.0; Touch; rv:11.0) like Gecko")]
    [InlineData(DeviceClass.Desktop, "Mozilla/5.0 (X11; OpenBSD amd64; rv:120.0) Gecko/20100101 Firefox/120.0")]
    [InlineData(DeviceClass.Desktop, "Lynx/2.9.0dev.10 libwww-FM/2.14 SSL-MM/1.4.1")]
    [InlineData(DeviceClass.Tablet, "Mozilla/5.0 (PlayBook; U; RIM Tablet OS 2.1.0; en-US) AppleWebKit/536.2+ (KHTML, like Gecko) Version/7.2.1.0 Safari/536.2+")]
    public void Classify_NoAndroid_TellsForm(DeviceClass expected, string userAgent) =>
        Assert.Equal(expected, Device.Of(userAgent).Class);
}
