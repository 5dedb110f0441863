using System.Text;
using OneLink.Edge.AppLinks;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Tests.AppLinks;

public sealed class AppFilesTests
{
    [Fact]
    public void Write_AppleApps_IsTheFormOfBothOldAndNewSystems()
        => Assert.Equal(
            """{"applinks":{"apps":[],"details":[{"appID":"T.a","appIDs":["T.a"],"paths":["NOT /x/*","/*"],"components":[{"/":"/x/*","exclude":true},{"/":"/*"}]}]},"webcredentials":{"apps":["T.a"]}}""",
            Encoding.UTF8.GetString(AppleAppsFile.Write(new AppleApps { AppIds = { "T.a" }, Paths = { "NOT /x/*", "/*" } })));

    [Fact]
    public void Write_AppleAppsWithoutPaths_MeansAll()
        => Assert.Contains("\"components\":[{\"/\":\"/*\"}]", Encoding.UTF8.GetString(AppleAppsFile.Write(new AppleApps { AppIds = { "T.a" } })), StringComparison.Ordinal);

    [Fact]
    public void Write_AndroidApp_IsAStatementList()
        => Assert.Equal(
            """[{"relation":["delegate_permission/common.handle_all_urls"],"target":{"namespace":"android_app","package_name":"com.a","sha256_cert_fingerprints":["AA:BB"]}}]""",
            Encoding.UTF8.GetString(AndroidAppsFile.Write(new AndroidApp { Package = "com.a", Fingerprints = { "AA:BB" } })));

    [Fact]
    public void Write_Robots_KeepsCrawlersOutUnlessTheDomainSaysOtherwise()
    {
        Assert.Equal("User-agent: *\nDisallow: /\n", Encoding.ASCII.GetString(RobotsFile.Write(new DomainDocument())));
        Assert.Equal("User-agent: *\nAllow: /\n", Encoding.ASCII.GetString(RobotsFile.Write(new DomainDocument { RobotsAllow = true })));
        Assert.Contains("Allow: /.well-known/\n", Encoding.ASCII.GetString(RobotsFile.Write(new DomainDocument { Android = new AndroidApp() })), StringComparison.Ordinal);
    }
}
