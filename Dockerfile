# One image for all roles.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Silo -c Release -o /app -p:RestoreLockedMode=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# Page images are made by poppler in processes of their own; dates need the time zones.
RUN apt-get update && apt-get install -y --no-install-recommends poppler-utils fonts-urw-base35 tzdata libicu-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
USER 1654
ENV DOTNET_gcServer=0
ENTRYPOINT ["./flexportal"]
CMD ["serve"]
