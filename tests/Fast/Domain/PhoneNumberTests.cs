using Flexportal.Domain.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("040 000 01 23", "+31400000123")]
    [InlineData("06-12345678", "+31612345678")]
    [InlineData("+48 22 000 00 00", "+48220000000")]
    [InlineData("0048 22 000 00 00", "+48220000000")]
    [InlineData("112", "112")]
    public void a_number_can_be_dialled_from_abroad(string written, string dialled) => Assert.Equal(dialled, PhoneNumber.Dialled(written));
}
