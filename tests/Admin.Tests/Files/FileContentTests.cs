using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Files;

namespace OneLink.Admin.Tests.Files;

public sealed class FileContentTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000", "a.txt", "", "image/png")]
    [InlineData("FFD8FFE0", "a", "", "image/jpeg")]
    [InlineData("474946383961", "a.gif", "", "image/gif")]
    [InlineData("524946460000000057454250", "a.webp", "", "image/webp")]
    [InlineData("52494646000000005741564566", "a.wav", "", "audio/wav")]
    [InlineData("00000018667479706D703432", "a.mp4", "", "video/mp4")]
    [InlineData("00000018667479706D703432", "a.m4a", "audio/mp4", "audio/mp4")]
    [InlineData("000000186674797071742020", "a.mov", "", "video/quicktime")]
    [InlineData("1A45DFA3", "voice.webm", "audio/webm", "audio/webm")]
    [InlineData("4F676753", "a.ogg", "", "audio/ogg")]
    [InlineData("494433", "a.mp3", "", "audio/mpeg")]
    [InlineData("255044462D312E37", "a.png", "image/png", "application/pdf")]
    [InlineData("504B0304", "a.docx", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("504B0304", "a.exe", "", "application/zip")]
    [InlineData("D0CF11E0A1B11AE1", "a.xls", "", "application/vnd.ms-excel")]
    [InlineData("1F8B08", "a.tgz", "", "application/gzip")]
    public void TypeOf_KnownBeginnings_IsWhatTheBytesAre(string hex, string name, string declared, string expected)
        => Assert.Equal(expected, FileContent.TypeOf(Convert.FromHexString(hex), name, declared));

    [Theory]
    [InlineData("a,b\n1,2\n", "list.csv", "text/csv")]
    [InlineData("{}", "a.json", "application/json")]
    [InlineData("Grüße", "a", "text/plain")]
    [InlineData("<html><script>alert(1)</script>", "a.html", "text/plain")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg", "text/plain")]
    [InlineData("", "empty.txt", "text/plain")]
    public void TypeOf_Text_IsNeverWhatABrowserRuns(string text, string name, string expected)
        => Assert.Equal(expected, FileContent.TypeOf(Encoding.UTF8.GetBytes(text), name, declaredType: "text/html"));

    [Theory]
    [InlineData("4D5A90000300000004", "setup.png")]
    [InlineData("7F454C4602010100", "a.txt")]
    [InlineData("CAFEBABE00000034", "A.class")]
    [InlineData("23212F62696E2F7368", "run.txt")]
    [InlineData("3C68746D6C3E", "picture.png")]
    [InlineData("6E6F206D75736963", "song.mp3")]
    public void TypeOf_ProgramsAndFalsePromises_AreRefused(string hex, string name)
        => Assert.Null(FileContent.TypeOf(Convert.FromHexString(hex), name, "image/png"));

    [Fact]
    public void TypeOf_AnyBytes_NeverFailsAndNeverNamesMarkup()
        => Prop.ForAll<byte[], string>((head, name) =>
            FileContent.TypeOf(head ?? [], name ?? "", "image/svg+xml") is null or not ("text/html" or "image/svg+xml" or "application/xhtml+xml" or "text/javascript"))
            .QuickCheckThrowOnFailure();
}
